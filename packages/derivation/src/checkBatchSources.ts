import { keccak256Hex } from '@mvm/protocol'
import type { DeriveBatchSources } from './deriveBatch.ts'
import { type DerivationInput, DerivationInputError } from './error/DerivationInputError.ts'

/** Throws {@link DerivationInputError} unless elements, origin, parent and payload are those that the batch names. */
export function checkBatchSources(sources: Omit<DeriveBatchSources, 'parentTimestamp'>): void {
  const { batch, queueElements, origin, parentNumber } = sources
  const check = (input: DerivationInput, expected: string | number, given: string | number) => {
    if (expected === given) return
    throw new DerivationInputError({ input, batchIndex: batch.batchIndex, expected, given })
  }
  check('first block', batch.firstBlock, parentNumber + 1)
  check(
    'origin',
    describe(batch.originNumber, batch.originHash),
    describe(origin.number, origin.hash),
  )
  check('payload hash', batch.payloadHash, keccak256Hex(batch.payload))
  check('queue elements', batch.queueEnd - batch.queueStart, queueElements.length)
  queueElements.forEach(({ chainId, queueIndex }, index) => {
    check(
      'queue elements',
      describe(batch.queueStart + index, `chain ${batch.chainId}`),
      describe(queueIndex, `chain ${chainId}`),
    )
  })
  check(
    'queue hash',
    batch.queueHashEnd,
    queueElements.at(-1)?.queueHashAfter ?? batch.queueHashStart,
  )
}

function describe(number: number, of: string): string {
  return `${number} (${of})`
}
