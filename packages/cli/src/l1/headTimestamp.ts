import type { L1Connection } from './L1Connection.ts'

/** Seconds since 1970 of L1's newest block. */
export async function headTimestamp({ client, signal }: L1Connection): Promise<number> {
  const head = await client.block('latest', { signal })
  if (head === null) throw new RangeError('L1 has no latest block')
  return head.timestamp
}
