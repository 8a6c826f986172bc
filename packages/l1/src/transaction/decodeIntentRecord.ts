import type { L1IntentRecord } from './L1IntentRecord.ts'

/** The inverse of {@link encodeIntentRecord}; the journal vouches for the form. */
export function decodeIntentRecord(json: string): L1IntentRecord {
  return JSON.parse(json, (key, value: unknown) =>
    key !== 'id' && typeof value === 'string' && /^\d+n$/.test(value)
      ? BigInt(value.slice(0, -1))
      : value,
  )
}
