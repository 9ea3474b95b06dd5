// Loads the page anew when the preview has written it again or has something else to say of it.
// A page in the background does not listen: a browser opens only six connections to one host.
(function () {
  const shown = document.currentScript.dataset.version;
  const address = "/_preview/events?page=" + encodeURIComponent(location.pathname);
  let events = null;
  function listen() {
    if (document.hidden || events) return;
    events = new EventSource(address);
    events.onmessage = (event) => {
      if (event.data !== shown) location.reload();
    };
    events.onerror = () => {
      if (events && events.readyState === EventSource.CLOSED) {
        events = null;
        setTimeout(listen, 500);
      }
    };
  }
  function leave() {
    if (events) events.close();
    events = null;
  }
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
  listen();
})();
