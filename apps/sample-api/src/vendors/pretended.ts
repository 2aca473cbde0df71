const page = (title: string, style: string, picture: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>html, body { block-size: 100%; margin: 0; } svg { display: block; inline-size: 100%; block-size: 100%; } ${style}</style>
${picture}
</html>`;

const FILM = page(
  'Reelhouse',
  '@media (prefers-reduced-motion: no-preference) { .light { animation: pass 6s ease-in-out infinite alternate; } } @keyframes pass { to { transform: translateX(260px); } }',
  `<svg viewBox="0 0 640 360" preserveAspectRatio="xMidYMid slice" role="img" aria-label="A film: light passes along a shelf of books">
  <defs><radialGradient id="glow"><stop stop-color="#ffe3b0" stop-opacity=".8"/><stop offset="1" stop-color="#ffe3b0" stop-opacity="0"/></radialGradient></defs>
  <rect width="640" height="360" fill="#15171a"/>
  <g fill="#7b3a2b"><rect x="60" y="110" width="34" height="170"/><rect x="250" y="90" width="40" height="190"/><rect x="430" y="120" width="30" height="160"/></g>
  <g fill="#39544d"><rect x="100" y="140" width="52" height="140"/><rect x="300" y="120" width="28" height="160"/><rect x="470" y="100" width="46" height="180"/></g>
  <g fill="#a98643"><rect x="160" y="100" width="30" height="180"/><rect x="340" y="150" width="56" height="130"/><rect x="526" y="130" width="34" height="150"/></g>
  <rect x="40" y="280" width="560" height="8" fill="#8b7a5e"/>
  <circle class="light" cx="180" cy="180" r="150" fill="url(#glow)"/>
</svg>`,
);

const MAP = page(
  'Wayside Maps',
  '',
  `<svg viewBox="0 0 640 360" preserveAspectRatio="xMidYMid slice" role="img" aria-label="A map: the shop is at the corner of two streets">
  <rect width="640" height="360" fill="#e9e4d6"/>
  <path d="M0 90 H640 M0 250 H640 M150 0 V360 M420 0 V360" stroke="#fff" stroke-width="26"/>
  <path d="M-20 380 L260 -20" stroke="#fff" stroke-width="18"/>
  <path d="M470 110 h130 v115 h-130z" fill="#c9d9b8"/>
  <path d="M0 320 C160 280 300 350 640 300 V360 H0z" fill="#b5cfdb"/>
  <path d="M420 250 l-17 -34 a19 19 0 1 1 34 0z" fill="#8a2f1d"/>
  <circle cx="420" cy="206" r="7" fill="#fff"/>
</svg>`,
);

const COUNTER = `{
  const times = 1 + Number(/(?:^|; )_pagecount=(\\d+)/.exec(document.cookie)?.[1] ?? 0);
  document.cookie = \`_pagecount=\${times}; Path=/; Max-Age=31536000; SameSite=Lax\`;
  const place = document.querySelector('[data-pagecount=visits]');
  if (place) place.textContent = \`\${place.dataset.said} \${times}\`;
}
`;

const READERS = `{
  const place = document.querySelector('[data-pagecount=readers]');
  const books = ['A Room of One’s Own', 'The Library of Babel', 'Areopagitica'];
  place?.replaceChildren(...books.map((title) => Object.assign(document.createElement('li'), { textContent: title, lang: 'en' })));
}
`;

/** What pretend vendors answer, by path. */
export const PRETENDED: ReadonlyMap<string, { readonly type: string; readonly body: string }> = new Map(
  Object.entries({
    '/film': { type: 'text/html; charset=utf-8', body: FILM },
    '/map': { type: 'text/html; charset=utf-8', body: MAP },
    '/counter.js': { type: 'text/javascript; charset=utf-8', body: COUNTER },
    '/readers.js': { type: 'text/javascript; charset=utf-8', body: READERS },
  }),
);
