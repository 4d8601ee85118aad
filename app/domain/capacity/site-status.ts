const siteStatuses = ['planned', 'under_construction', 'open', 'closed'] as const;
export type SiteStatus = (typeof siteStatuses)[number];
