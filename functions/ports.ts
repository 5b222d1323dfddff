/**
 * The whole outside world as the functions see it. Two sets of adapters implement these interfaces,
 * `adapters/local/` and `adapters/aws/`, and one contract suite (`test/functions/contract/`) holds both to what
 * is written here. An adapter passes a command out and a plain value back; it holds no policy.
 */

/** `inputs` is written by people, `artifacts` by the functions: nothing can trigger itself. */
export type Bucket = 'inputs' | 'artifacts';

/** One version of one object. Without a version it is the newest. */
export interface ObjectRef {
  readonly bucket: Bucket;
  readonly key: string;
  readonly versionId?: string;
}

export interface ObjectHead {
  readonly key: string;
  readonly versionId: string;
  /** Bytes of the whole object, whatever range was asked for. */
  readonly size: number;
  /** When this version was stored, in milliseconds since 1970 (S3 knows whole seconds only). */
  readonly lastModified: number;
}

export interface ObjectBody extends ObjectHead {
  /** Read it once. It may break off with any error: see `readResuming`. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Bytes `start` to before `end`, or to the end of the object. */
export interface ByteRange {
  readonly start: number;
  /** Above `start`. */
  readonly end?: number;
}

export interface ObjectPage {
  /** Newest versions, ascending by key in UTF-8 order. */
  readonly objects: readonly ObjectHead[];
  /** Present when there is more, even after an empty page. */
  readonly cursor?: string;
}

/** Files with immutable versions. */
export interface Objects {
  /** @throws ObjectNotFound */
  head(ref: ObjectRef): Promise<ObjectHead>;
  /** @throws ObjectNotFound; RangeError when `start` is beyond the last byte (0 is always allowed). */
  read(ref: ObjectRef, range?: ByteRange): Promise<ObjectBody>;
  /**
   * Stores an artifact unless the key is taken. Of many writers at once exactly one hears `created`. Who hears
   * `exists` compares digests: the same bytes mean an earlier try has succeeded. Chunks are stored as they come, in
   * constant memory, and all or nothing: when they break off there is no object.
   */
  writeOnce(key: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<'created' | 'exists'>;
  list(bucket: Bucket, prefix: string, page?: { limit?: number; cursor?: string }): Promise<ObjectPage>;
}

/**
 * The object or this version of it does not exist. On AWS a caller without permission to list hears the same:
 * S3 answers 403 for both, so this error is no proof that the object is gone.
 */
export class ObjectNotFound extends Error {
  readonly ref: ObjectRef;

  constructor(ref: ObjectRef) {
    const version = ref.versionId === undefined ? '' : ` (version ${ref.versionId})`;
    super(`There is no object ${ref.bucket}/${ref.key}${version}, or no permission to read it.`);
    this.name = 'ObjectNotFound';
    this.ref = ref;
  }
}

export interface RecordKey {
  readonly pk: string;
  readonly sk: string;
}

export interface StoredRecord extends RecordKey {
  /** 1 when first put, one more with every put. A record put again after a delete begins at 1. */
  readonly rev: number;
  readonly json: string;
}

/** What must hold for an operation to happen: the record is absent, or its revision is this one. */
export type Condition = 'absent' | { readonly rev: number };

export interface Put extends RecordKey {
  readonly op: 'put';
  readonly json: string;
  /** Without one the put always happens. */
  readonly when?: Condition;
}

export interface Delete extends RecordKey {
  readonly op: 'delete';
  /** Without one the delete always happens; deleting what is absent is no error. */
  readonly when?: { readonly rev: number };
}

export type Write = Put | Delete;

export interface RecordQuery {
  readonly order?: 'ascending' | 'descending';
  /** Most records on one page; a page may be shorter and still have a cursor. */
  readonly limit?: number;
  readonly cursor?: string;
}

export interface RecordPage {
  readonly records: readonly StoredRecord[];
  readonly cursor?: string;
}

/** Small documents under a partition key and a sort key (UTF-8 order). Reads see every finished write. */
export interface Records {
  get(key: RecordKey): Promise<StoredRecord | null>;
  /** Records of one partition whose sort key begins with `prefix`. */
  query(pk: string, prefix: string, query?: RecordQuery): Promise<RecordPage>;
  /**
   * All of the writes or none, at most TRANSACTION_WRITES_MAX, each record named once.
   * @throws ConditionFailed when a condition does not hold; RecordLimitExceeded for a record or transaction
   * beyond the limits in `record-limits.ts`.
   */
  transact(writes: readonly Write[]): Promise<void>;
}

/** Somebody else wrote first. Nothing was written: read again and decide anew. */
export class ConditionFailed extends Error {
  readonly keys: readonly RecordKey[];

  constructor(keys: readonly RecordKey[]) {
    super(
      `Another writer was first: ${keys.map(({ pk, sk }) => `${pk} / ${sk}`).join(', ')}. Read it again.`,
    );
    this.name = 'ConditionFailed';
    this.keys = keys;
  }
}

/** A queue that keeps order within a group takes `group` and `dedupId`; any other takes a delay. */
export type SendOptions =
  | { readonly group: string; readonly dedupId: string }
  | { readonly group?: never; readonly dedupId?: never; readonly delaySeconds?: number };

export interface Queue<Name extends string = string> {
  /**
   * Delivery is at least once and, outside groups, in no order. Messages of one group are delivered one at a
   * time in the order they were sent. A `dedupId` sent again within five minutes is accepted and dropped.
   */
  send(queue: Name, body: string, options?: SendOptions): Promise<void>;
}

export interface Message {
  /** The same for every delivery of the message. */
  readonly id: string;
  readonly body: string;
  /** 1 for the first delivery. */
  readonly attempt: number;
}

/**
 * What a consumer says of a message. `done` acknowledges it; `hide` delivers it again at that time, which
 * counts as a delivery like any other. A consumer that throws is tried again after a growing pause, and the
 * message goes to the dead letters when its deliveries are used up (see `queues.ts`).
 */
export type Outcome = { readonly kind: 'done' } | { readonly kind: 'hide'; readonly until: number };

export const DONE: Outcome = { kind: 'done' };

export type Consumer = (message: Message) => Promise<Outcome>;

/** What people and machines are told. The same id is the same alert: e-mail is at-least-once by nature. */
export interface OutgoingAlert {
  /** Letters, digits and `-`. */
  readonly id: string;
  readonly eventType: string;
  readonly monitor: string;
  readonly severity: 'info' | 'warning' | 'critical';
  /** ASCII, below 100 characters, no line breaks. */
  readonly subject: string;
  /** The plain-text e-mail. */
  readonly text: string;
  /** The contract for machines, JSON. */
  readonly json: string;
}

export interface Alerts {
  /** Publishing the same alert again is allowed, and changes nothing where the receiver can tell. */
  publish(alert: OutgoingAlert): Promise<void>;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

export interface Ports {
  readonly objects: Objects;
  readonly records: Records;
  readonly queue: Queue;
  readonly alerts: Alerts;
  readonly clock: Clock;
}
