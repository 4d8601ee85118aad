import type { PlacesTexts } from '#app/i18n/en/places.ts';

export const places: PlacesTexts = {};
