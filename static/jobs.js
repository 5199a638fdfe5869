// The page of a job renews itself until the job is over. Without this file the link "reload" does it.

const PAUSE = 1500;
const reload = document.querySelector("[data-reload]");
if (reload) reload.hidden = true;

async function renew() {
  const shown = document.querySelector("[data-job]");
  if (!shown || shown.dataset.job === "over") return;
  // What nobody looks at is not asked for.
  if (document.visibilityState === "visible") {
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-job]");
      if (!answer.ok || !fresh) {
        location.reload();
        return;
      }
      fresh.querySelector("[data-reload]")?.setAttribute("hidden", "");
      if (fresh.outerHTML !== shown.outerHTML && !shown.contains(document.activeElement)) shown.replaceWith(fresh);
      else if (fresh.dataset.job === "over") shown.replaceWith(fresh);
    } catch {
      // The line is down: try again.
    }
  }
  setTimeout(renew, PAUSE);
}

setTimeout(renew, PAUSE);
