/** What the pages of the example say of themselves where they are shared. */
interface Head {
  path: string;
  /** Begin of the title. */
  title: string;
  picture: string;
  /** What the page says that it is, in the words of schema.org. */
  type?: string;
}

export const HEADS: Head[] = [
  { path: '', title: 'Public API is partly down. ·', picture: 'status' },
  { path: 'history/', title: 'History ·', picture: 'page', type: 'BreadcrumbList' },
  { path: 'history/2026/11/', title: 'History of November 2026 ·', picture: 'page', type: 'BreadcrumbList' },
  { path: 'components/api/', title: 'Partial outage: Public API ·', picture: 'status', type: 'BreadcrumbList' },
  { path: 'maintenance/', title: 'In progress: Maintenance ·', picture: 'status', type: 'BreadcrumbList' },
  { path: 'transparency/', title: 'Transparency ·', picture: 'page', type: 'BreadcrumbList' },
  { path: 'subscribe/', title: 'Subscribe ·', picture: 'page', type: 'BreadcrumbList' },
  ...[
    { id: '2026-11-22-slow', title: 'Identified: Slow <b>answers', type: 'LiveBlogPosting' },
    { id: '2026-11-20-api-errors', title: 'Elevated errors on the', type: 'LiveBlogPosting' },
    { id: '2026-11-24-database', title: 'Scheduled: Database upgrade ·', type: 'LiveBlogPosting' },
    { id: 'new-region', title: 'A new region ·', type: 'NewsArticle' },
    { id: '2025-03-04-edge', title: 'Elevated errors on the', type: 'LiveBlogPosting', picture: 'page' },
  ].map(({ id, ...rest }) => ({ path: `incidents/${id}/`, picture: `incidents/${id}`, ...rest })),
];
