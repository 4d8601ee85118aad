export type SiteStatus = 'planned' | 'under_construction' | 'open' | 'closed';
