/** What people copy to show a state elsewhere. */

/** A picture that is a link, in Markdown. `name` is what it shows; the addresses are absolute. */
export function pictureLinkMarkdown({ name, picture, link }: { name: string; picture: string; link: string }): string {
  return `[![${name.replace(/[[\]\\]/g, '\\$&')}](${picture})](${link})`;
}

/** The same in HTML. */
export function pictureLinkHtml({ name, picture, link }: { name: string; picture: string; link: string }): string {
  return `<a href="${escape(link)}"><img src="${escape(picture)}" alt="${escape(name)}"></a>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
