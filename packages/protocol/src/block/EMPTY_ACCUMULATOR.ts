import { type Accumulator, asHash } from '../hash/Hash.ts'

/** What every accumulator starts with (spec 4.6): 32 zero bytes. */
export const EMPTY_ACCUMULATOR: Accumulator = asHash<Accumulator>(`0x${'00'.repeat(32)}`)
