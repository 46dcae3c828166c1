// The code knows its paper: who scanned it is told whether the paper is the one that may hang.
(() => {
  const scanned = /^\?([0-9A-Z]{4})$/.exec(location.search);
  const known = document.querySelector("[data-versions]");
  if (!scanned || !known) return;
  const isNew = known.dataset.versions.split(" ").includes(scanned[1]);
  const words = document.createElement("p");
  words.className = isNew ? "paper" : "paper old";
  words.setAttribute("role", "status");
  const whom = document.querySelector(".call")?.dataset.name || "居委会";
  words.textContent = isNew ? "这张纸是最新的。" : `这张纸已经换新版，请告诉${whom}。`;
  document.querySelector("main").prepend(words);
  // who passes the page on speaks of no paper
  history.replaceState(history.state, "", location.pathname + location.hash);
})();
