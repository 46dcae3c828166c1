// 念给我听: the page read by the voice of the phone, when somebody asks for it.
(() => {
  const button = document.querySelector("[data-aloud]");
  const voice = window.speechSynthesis;
  if (!button || !voice) return;

  // what stands on the page and is no way to somewhere else; hours as they are spoken
  const unsaid = "nav,details,button,svg,figure,script,style,sup,.soft,.kept,.zoom,.way,.hung,.clock,[data-day]";
  const words = () => {
    const main = document.querySelector("main").cloneNode(true);
    for (const part of main.querySelectorAll(unsaid)) part.remove();
    const blocks = "h1,h2,h3,h4,p,li,dt,dd,tr,.artist,.ld-row > span";
    const said = [...main.querySelectorAll(blocks)]
      .filter((block) => !block.parentElement.closest(blocks) || block.matches(".ld-row > span"))
      .map((block) => block.textContent.replace(/\s+/g, " ").trim());
    return said.filter(Boolean).map((line) => (/[。！？；：，.!?]$/.test(line) ? line : `${line}。`));
  };

  const tell = (on) => {
    button.textContent = on ? "停下" : "念给我听";
    button.setAttribute("aria-pressed", String(on));
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    voice.cancel();
    tell(on);
    if (!on) return;
    // a sentence at a time: phones fall silent in the midst of a long text
    const lines = words();
    lines.forEach((line, number) => {
      const speech = new SpeechSynthesisUtterance(line);
      speech.lang = "zh-CN";
      speech.rate = 0.9;
      if (number === lines.length - 1) speech.onend = () => tell(false);
      voice.speak(speech);
    });
  });
  addEventListener("pagehide", () => voice.cancel());
})();
