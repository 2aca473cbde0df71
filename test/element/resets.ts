/** What resets for every page take away from elements: all that a browser gives them. */
const BARE = `
*, ::before, ::after, ::backdrop { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid }
html { line-height: 1.4; font-family: serif }
h1, h2, h3, h4 { font-size: inherit; font-weight: inherit }
a { color: inherit; text-decoration: inherit }
ol, ul, menu { list-style: none }
img, svg, video, canvas, audio, iframe, embed, object { display: block; vertical-align: middle }
img, video { max-width: 100%; height: auto }
table { text-indent: 0; border-color: inherit; border-collapse: collapse }
button, input, select, textarea { font: inherit; letter-spacing: inherit; color: inherit; border-radius: 0; background-color: transparent; opacity: 1 }
summary { display: list-item }
`;

/** What those do that give elements a look of their own. */
const TYPOGRAPHIC = `
*, ::before, ::after { box-sizing: border-box }
body { margin: 0; font: 400 1rem/1.5 sans-serif; color: #212529; background: #fff }
h1, h2, h3, h4 { margin: 0 0 0.5rem; font-weight: 500; line-height: 1.2; color: #345 }
h2 { font-size: 2rem }
h3 { font-size: 1.75rem }
p { margin: 0 0 1rem; color: #333 }
ol, ul { margin: 0 0 1rem; padding-left: 2rem }
li { margin-bottom: 0.25rem }
a { color: #0d6efd; text-decoration: underline }
table { caption-side: bottom; border-collapse: collapse }
caption { color: #6c757d; text-align: left }
th { text-align: inherit }
thead, tbody, tfoot, tr, td, th { border: 0 solid; border-color: inherit }
label { display: inline-block }
button { border-radius: 0 }
input, button, select, textarea { margin: 0; font-family: inherit; font-size: inherit; line-height: inherit }
button, [type='button'], [type='reset'], [type='submit'] { -webkit-appearance: button; background-image: none; background-color: transparent }
fieldset { min-width: 0; margin: 0; padding: 0; border: 0 }
iframe { border: 0 }
summary { display: list-item; cursor: pointer }
[hidden] { display: none !important }
`;

/** Resets in our own words of what Tailwind's and Bootstrap's do, by their names. */
export const RESETS: Readonly<Record<string, string>> = {
  bare: BARE,
  'bare, in a layer': `@layer theme, base, components, utilities; @layer base {${BARE}[hidden] { display: none !important }}`,
  typographic: TYPOGRAPHIC,
};
