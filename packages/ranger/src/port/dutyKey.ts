import type { Duty } from './Duty.ts'

/** A duty's name, the same in every run. State batches' indices are never used twice. */
export function dutyKey({ chainId, stateBatchIndex, firstBlock, lastBlock }: Duty): string {
  return `${chainId}/${stateBatchIndex}/${firstBlock}-${lastBlock}`
}
