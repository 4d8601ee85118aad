/** Questions of the checklist, and how an answer is judged. */
export const checklist = {
  title: '',
};

export type ChecklistTexts = typeof checklist;
