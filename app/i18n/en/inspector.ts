/** Words of the inspector’s app on the phone. */
export const inspector = {
  title: '',
};

export type InspectorTexts = typeof inspector;
