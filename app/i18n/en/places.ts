export const places = {};

export type PlacesTexts = typeof places;
