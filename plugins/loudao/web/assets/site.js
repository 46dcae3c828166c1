// Days left, large type, a code typed in. Every page reads without it.
(() => {
  const root = document.documentElement;
  const remembered = () => {
    try { return localStorage.getItem("loudao-large"); } catch { return null; }
  };
  if (remembered() || location.hash === "#big") root.classList.add("big");

  const day = (iso) => Math.round((new Date(`${iso}T00:00`) - new Date().setHours(0, 0, 0, 0)) / 864e5);

  // 今天, 明天, 后天, 还有 9 天; nothing of what is past
  for (const spot of document.querySelectorAll("[data-day]")) {
    const left = day(spot.dataset.day);
    const ends = spot.dataset.last ? day(spot.dataset.last) : left;
    if (left > 0) spot.textContent = ["", "明天", "后天"][left] || `还有 ${left} 天`;
    else if (ends >= 0) spot.textContent = left === ends ? "今天" : "这几天";
  }

  for (const spot of document.querySelectorAll("[data-today]")) {
    const now = new Date();
    spot.textContent = `${now.getMonth() + 1}月${now.getDate()}日 星期${"日一二三四五六"[now.getDay()]}`;
  }

  const remember = (big) => {
    try { localStorage.setItem("loudao-large", big ? "1" : ""); } catch { /* not this time */ }
  };
  for (const button of document.querySelectorAll("[data-large]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const big = root.classList.toggle("big");
      if (location.hash === "#big") history.replaceState(null, "", location.pathname + location.search);
      button.setAttribute("aria-pressed", String(big));
      remember(big);
    });
    button.setAttribute("role", "button");
    button.setAttribute("aria-pressed", String(root.classList.contains("big")));
  }

  for (const form of document.querySelectorAll("form[data-codes]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const code = form.elements.code.value.replace(/[^0-9a-z]/gi, "").toUpperCase();
      if (code) location.href = `${form.dataset.codes}${code.replace(/[OIL]/g, (c) => (c === "O" ? "0" : "1"))}/index.html`;
    });
  }
})();
