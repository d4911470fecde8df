// Shows the page anew as soon as the preview has read the files again. One that nobody looks at waits until it is
// looked at, as a browser keeps few connections to a host.
(() => {
  const { version } = document.currentScript.dataset;
  let events;
  const follow = () => {
    events?.close();
    if (document.hidden) return;
    events = new EventSource('/__candor/events');
    events.onmessage = ({ data }) => {
      if (data !== version) location.reload();
    };
  };
  document.addEventListener('visibilitychange', follow);
  addEventListener('pageshow', follow);
  addEventListener('pagehide', () => events?.close());
})();
