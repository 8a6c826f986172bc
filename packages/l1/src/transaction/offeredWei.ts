import type { L1IntentRecord } from './L1IntentRecord.ts'

/** The most that transactions may take from their account, in wei: what they carry, and all of their gas. */
export function offeredWei(records: readonly L1IntentRecord[]): bigint {
  return records.reduce((sum, record) => {
    const price = record.attempts.at(-1)?.maxFeePerGas ?? 0n
    return sum + record.value + record.gasLimit * price
  }, 0n)
}
