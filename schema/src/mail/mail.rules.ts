/** What a mail says, apart from how it looks. */
export interface MailContent {
  subject: string;
  /** Each is plain text, whoever wrote it: nothing in it is markup. */
  paragraphs: readonly string[];
  /** What the reader can do, in order. */
  links: readonly { text: string; url: string }[];
  /** Below all, in small print. */
  footer: readonly string[];
}

/** Begins the line of a message by mail that names files which were not kept. */
export const NOT_KEPT = '[Not kept / non conservé : ';

const FIRST_LINK =
  'display:inline-block;padding:10px 18px;border-radius:6px;background:#0b5cad;color:#ffffff;text-decoration:none;font-weight:600';
/** For programs that know dark colours: styles of elements, which all know, would win otherwise. */
const DARK = `@media (prefers-color-scheme:dark){body{background:#161c27!important;color:#e8edf3!important}
a{color:#8ec1f0!important}a.first{background:#8ec1f0!important;color:#10151d!important}
.small{color:#a9b6c4!important;border-color:#3b4658!important}}`;

/** The same mail for readers with and without HTML. Whatever is put in is escaped. */
export function renderMail(locale: 'FR' | 'EN', content: MailContent): { text: string; html: string } {
  const { subject, paragraphs, links, footer } = content;
  const text = [
    ...paragraphs,
    ...links.map((link) => `${link.text}\n${link.url}`),
    `-- \n${footer.join('\n')}`, // two dashes and a blank: where a signature begins
  ].join('\n\n');
  const [first, ...others] = links;
  const html = `<!doctype html>
<html lang="${locale === 'FR' ? 'fr' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title>
<style>${DARK}</style></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#1c2430;font:16px/1.5 system-ui,'Segoe UI',Roboto,sans-serif">
<div style="max-width:36rem;margin:0 auto;overflow-wrap:anywhere">
<h1 style="font-size:20px;line-height:1.3">${escaped(subject)}</h1>
${paragraphs.map(htmlParagraph).join('\n')}
${first ? `<p style="margin:24px 0"><a class="first" style="${FIRST_LINK}" href="${escaped(first.url)}">${escaped(first.text)}</a></p>` : ''}
${others.map((link) => `<p><a style="color:#0b5cad" href="${escaped(link.url)}">${escaped(link.text)}</a></p>`).join('\n')}
<p class="small" style="margin-top:32px;padding-top:12px;border-top:1px solid #d8dde4;color:#55606f;font-size:13px">${footer.map(escaped).join('<br>')}</p>
</div>
</body>
</html>
`;
  return { text: `${text}\n`, html };
}

/** A paragraph as `renderMail` writes it, for readers without HTML and with it. */
export function paragraphIn(form: 'text' | 'html', said: string): string {
  return form === 'html' ? htmlParagraph(said) : `\n\n${said}\n\n`;
}

function htmlParagraph(said: string): string {
  return `<p style="white-space:pre-line">${escaped(said)}</p>`;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Plain text as it stands in the HTML of a mail. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);
}
