import type { OperationKind, OperationOf } from '#app/domain/inspection/operation.ts';
import type { Day } from '#app/domain/dates.ts';
import type { Visit } from './visit.ts';

/** What an inspector does, before it bears an identifier and a number. */
export type Act = {
  [Kind in OperationKind]: { readonly kind: Kind; readonly body: OperationOf<Kind>['body'] };
}[OperationKind];

/** Things on the phone that the server doesn't hold. */
export interface Counts {
  readonly acts: number;
  readonly photos: number;
  /** Acts and photos that the server will never take. */
  readonly refused: number;
}

export interface SyncState {
  readonly phase: 'idle' | 'running' | 'offline' | 'sign_in_needed' | 'failed';
  /** An instant; null before the first. */
  readonly doneAt: string | null;
  /** When it is tried again by itself. */
  readonly retryAt: string | null;
}

/** The browser's own estimate, in bytes. */
export interface Storage {
  readonly used: number;
  readonly available: number;
  /** The browser has promised to keep it when the disk runs full. */
  readonly isKept: boolean;
}

export interface OpenState {
  readonly kind: 'open';
  readonly displayName: string;
  /** When the key is taken away: an instant. */
  readonly until: string;
  readonly endsSoon: boolean;
  readonly day: { readonly today: Day; readonly preparedAt: string } | null;
  /** In the order of the way; those not yet read are null. */
  readonly visits: ReadonlyMap<string, Visit | null>;
  readonly drafts: ReadonlyMap<string, unknown>;
  readonly counts: Counts;
  readonly storage: Storage | null;
  readonly sync: SyncState;
  /** What was not saved, and why; null once something was. */
  readonly unsaved: 'disk_full' | 'write_failed' | null;
  /** Getting the day's work failed for this; null otherwise. */
  readonly dayProblem: SyncState['phase'] | null;
}

export type PhoneState =
  | { readonly kind: 'opening' }
  /** The key is not there: whoever may have it must sign in. What lies on the phone stays. */
  | {
      readonly kind: 'locked';
      readonly why: 'offline' | 'sign_in_needed' | 'other_account' | 'other_version';
      readonly counts: Counts;
    }
  | { readonly kind: 'broken' }
  | OpenState;

export interface PhotoToSend {
  readonly id: string;
  readonly inspectionId: string;
  readonly bytes: number;
  readonly arrived: number;
  readonly state: 'unsent' | 'held' | 'refused';
  readonly problem: string | null;
}

/** The phone as the screens see it. */
export interface Phone {
  readonly subscribe: (listener: () => void) => () => void;
  readonly state: () => PhoneState;
  /** Tries to have the key, from the phone or the server. */
  readonly unlock: () => Promise<void>;
  readonly storeDay: () => Promise<void>;
  readonly sync: () => void;
  /**
   * Writes an act down; done only when it is on the disk. @param draft the draft that it makes superfluous
   * @throws Error where it could not be written; `unsaved` says why
   */
  readonly record: (inspectionId: string, act: Act, draft?: string) => Promise<void>;
  /** @throws Error with the message `no_image` or `image_too_large` */
  readonly takePhoto: (inspectionId: string, questionId: string | null, file: File) => Promise<void>;
  /** Null where it was taken on another phone. */
  readonly photo: (photoId: string) => Promise<Blob | null>;
  readonly photosToSend: () => Promise<readonly PhotoToSend[]>;
  readonly keepDraft: (id: string, inspectionId: string, value: unknown) => Promise<void>;
  /** Ends the session, if there is a network, and takes the key away; what lies on the phone stays, closed. */
  readonly lock: () => Promise<void>;
  /** Ends the session and removes everything of this account from the phone. @throws NoAnswer, with nothing removed */
  readonly signOut: () => Promise<void>;
  readonly close: () => void;
}
