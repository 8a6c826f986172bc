import { ContractRevertError, type L1TransactionOutcome } from '@mvm/l1'
import { asAddress, asHash, type BlockHash, type L1BlockHash } from '@mvm/protocol'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Equivocation, EquivocationOutcome } from '../../src/equivocation/Equivocation.ts'
import { EquivocationReporter } from '../../src/equivocation/EquivocationReporter.ts'
import { SealStore } from '../../src/equivocation/SealStore.ts'
import { tempFolder } from '../support/tempFolder.ts'
import { waitFor } from '../support/waitFor.ts'

const address = asAddress(`0x${'11'.repeat(20)}`)
let folder: ReturnType<typeof tempFolder>
let store: SealStore
let outcomes: EquivocationOutcome[]
let head: number
let finalized: number
let sent: number
/** The error with which L1 refuses a report. */
let errorName: string | undefined
let ending: AbortController

beforeEach(async () => {
  folder = tempFolder('reports')
  store = await SealStore.open(folder.path)
  outcomes = []
  head = 100
  finalized = 40
  sent = 0
  errorName = undefined
  ending = new AbortController()
})

afterEach(async () => {
  ending.abort()
  await store.close()
  folder.remove()
})

function seal(block: number, originNumber: number) {
  return {
    ...{ chainId: 99, epoch: 3, number: 5, originNumber },
    parentHash: asHash<BlockHash>(`0x${'cc'.repeat(32)}`),
    blockHash: asHash<BlockHash>(`0x${String(block).repeat(64)}`),
    originHash: asHash<L1BlockHash>(`0x${'07'.repeat(32)}`),
    signature: new Uint8Array(65),
  }
}

function evidence(originNumber: number, second = 2): Equivocation {
  const first = seal(1, originNumber)
  return { sealer: address, first, second: seal(second, originNumber), outcome: undefined }
}

function reporter(): EquivocationReporter {
  return new EquivocationReporter({
    store,
    sender: {
      send: async () => {
        sent++
        if (errorName === undefined) return { status: 'included' } as L1TransactionOutcome
        const fields = { contract: 'SequencerPool', errorName, args: {}, data: '0x' } as const
        const error = new ContractRevertError(fields)
        return { status: 'rejected', error }
      },
    },
    sequencerPool: address,
    l1Head: () => head,
    l1Finalized: () => finalized,
    onOutcome: (outcome) => outcomes.push(outcome),
    logger: pino({ level: 'silent' }),
  })
}

async function report(equivocation: Equivocation): Promise<void> {
  const one = reporter()
  void one.run(ending.signal)
  one.report(equivocation)
}

test('an origin that L1 will never have ends the report', async () => {
  errorName = 'OriginNotCanonical'
  await report(evidence(30))
  await waitFor('the outcome', () => outcomes.length === 1)
  expect(outcomes).toEqual(['origin-abandoned'])
  expect(sent).toBe(1)
  expect((await store.allEvidence()).map(({ outcome }) => outcome)).toEqual(['origin-abandoned'])
})

test('so does one that is not mined and not about to be', async () => {
  errorName = 'OriginNotCanonical'
  await report(evidence(9_000_000_000))
  await waitFor('the outcome', () => outcomes.length === 1)
  expect(outcomes).toEqual(['origin-abandoned'])
})

test('as long as L1 may be reorganised it is asked again', async () => {
  errorName = 'OriginNotCanonical'
  await report(evidence(90))
  await waitFor('two reports', () => sent === 2)
  expect(outcomes).toEqual([])
  finalized = 95
  await waitFor('the outcome', () => outcomes.length === 1)
  expect(outcomes).toEqual(['origin-abandoned'])
})

test('two pairs of one offence are reported each', async () => {
  const one = reporter()
  await store.putEvidence(evidence(90))
  await store.putEvidence({ ...evidence(90, 3) })
  void one.run(ending.signal)
  await waitFor('both', () => outcomes.length === 2)
  expect(outcomes).toEqual(['slashed', 'slashed'])
})
