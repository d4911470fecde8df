/**
 * What holds for every build of the site. `src/store/astro-pages.ts` adds what differs: folders, address, sub-path.
 * Without `defineConfig`, which would load all of Vite for commands that build nothing.
 *
 * @type {import('astro').AstroUserConfig}
 */
const siteConfig = {
  output: 'static',
  trailingSlash: 'always',
  compressHTML: true,
  build: { format: 'directory', inlineStylesheets: 'always' },
  markdown: { syntaxHighlight: false },
  prerenderConflictBehavior: 'error',
  devToolbar: { enabled: false },
  security: {
    // Astro adds script-src and style-src with the hashes of what a page carries.
    csp: {
      directives: [
        "default-src 'none'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
      ],
    },
  },
};

export default siteConfig;
