/** Puts a banner where it belongs: first in the page, so that it is read first, after a link that skips to the content. */
export function placeFirst(banner: HTMLElement): void {
  const skipLink = document.querySelector('body > a[href^="#"]:first-child');
  if (skipLink) skipLink.after(banner);
  else document.body.prepend(banner);
}

/** Gives a page that has none its `<privacy-banner>`. */
export function placeBanner(banner: HTMLElement = document.createElement('privacy-banner')): void {
  if (!document.querySelector('privacy-banner')) placeFirst(banner);
}
