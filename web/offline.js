// The service worker (sw.js) as the page sees it: installs it, and says when a newer version of the page waits.
// May not: take the newer version by itself; somebody may be typing.

let waiting = null; // the worker of the newer version
let taking = false;

export const update_waiting = () => waiting !== null;

/** `changed` is called when a newer version has arrived. */
export function watch_updates(changed) {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => taking && location.reload());
  navigator.serviceWorker.register('sw.js').then((registration) => {
    const look = () => {
      // Without a controller this is the first visit: the worker is no newer than the page.
      if (!registration.waiting || !navigator.serviceWorker.controller || waiting) return;
      waiting = registration.waiting;
      changed();
    };
    look();
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
    document.addEventListener('visibilitychange', () => document.hidden || registration.update().catch(() => {}));
  }, () => {}); // forbidden by the browser: no work offline
}

export function take_update() {
  if (!waiting) return location.reload();
  taking = true;
  waiting.postMessage('take over');
}
