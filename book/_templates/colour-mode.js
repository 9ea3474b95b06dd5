{# The colours the reader chose, before anything is drawn; without a choice, those of the device. Each
   page has this script, so what explains it is not sent. -#}
(function () {
  let mode = "auto";
  try {
    mode = localStorage.getItem("mode") || mode;
  } catch {} {#- A browser that keeps nothing: as the device. #}
  const dark = mode === "dark" || (mode === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.mode = mode;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
