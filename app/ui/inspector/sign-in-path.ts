/** Signs in anew, whether or not the session still lives, and leads back to the app. */
export const SIGN_IN = '/sign-in?again=1&next=/inspector';
