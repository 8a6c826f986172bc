import type { Duty } from './Duty.ts'

/** A duty's name, the same in every run. */
export function dutyKey(duty: Duty): string {
  const { chainId, stateBatchIndex, merkleRoot, firstBlock, lastBlock } = duty
  return `${chainId}/${stateBatchIndex}/${merkleRoot}/${firstBlock}-${lastBlock}`
}
