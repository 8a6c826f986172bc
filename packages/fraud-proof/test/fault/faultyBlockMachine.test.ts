import { type FaultName, faultNames, faultyMachine } from '@mvm/execution'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  faultStories,
  faultsOfEveryBlock,
  quietBlock,
  setStage,
} from '../../../../scripts/scenario/ranger/faultStories.ts'
import { CHAIN_ID } from '../../../execution/test/chain/TestChain.ts'
import {
  BlockTrace,
  blockMachine,
  describeDifference,
  describeStep,
  type FaultVerdict,
  faultyBlockMachine,
  hashState,
  isSignOf,
  Kind,
  type Position,
  type RunningState,
  TRACE_BITS,
} from '../../src/index.ts'
import type { BlockStep, SteppedBlock } from '../block/TestRollup.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { bisect } from './bisect.ts'
import { TriedRollup } from './TriedRollup.ts'

const LAST = 2 ** TRACE_BITS
const GWEI = 10n ** 9n

/** Where a game on each fault's story ends. */
const verdicts: Readonly<Record<FaultName, Omit<FaultVerdict, 'fault'>>> = {
  'wrong-arithmetic': { kind: 'EXEC', opcode: 0x09, differingField: 'frame.stack' },
  'wrong-storage': { kind: 'EXEC', opcode: 0x55, differingField: 'world.stateRoot' },
  'wrong-gas': { kind: 'EXEC', opcode: 0x54, differingField: 'frame.gas' },
  'wrong-refund': { kind: 'TX_FINALIZE', differingField: 'pending.gasUsed' },
  'wrong-balance': { kind: 'TX_FINALIZE', differingField: 'world.stateRoot' },
  'wrong-nonce': { kind: 'FRAME_EXIT', differingField: 'world.stateRoot' },
  'wrong-log': { kind: 'EXEC', opcode: 0xa1, differingField: 'pending.length' },
  'wrong-bloom': { kind: 'KECCAK', opcode: 0xa2, differingField: 'world.bloomHash' },
  'wrong-create': { kind: 'EXEC', opcode: 0xf5, differingField: 'pending.salt' },
  'wrong-selfdestruct': { kind: 'EXEC', opcode: 0xff, differingField: 'world.txMapRoot' },
  'wrong-call': { kind: 'EXEC', opcode: 0xfa, differingField: 'pending.flags' },
  'wrong-precompile': { kind: 'PRECOMPILE', differingField: 'pending.output' },
  'wrong-tax': { kind: 'TX_TAX', differingField: 'transaction.tax' },
  'wrong-l1-fee': { kind: 'TX_NEXT', differingField: 'transaction.l1Fee' },
  'wrong-origin': { kind: 'BLOCK_BEGIN', differingField: 'block.l1BaseFee' },
  'wrong-withdrawal-root': { kind: 'BLOCK_END', differingField: 'outputRoot' },
  'skip-permission-check': { kind: 'TX_CHECK', differingField: 'transaction.permMask' },
  'skipped-transaction': { kind: 'TX_CHECK', differingField: 'kind' },
  'invented-transaction': { kind: 'BLOCK_BEGIN', differingField: 'block.depositHash' },
}

describe('the machine of a liar', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  let blocks: TriedBlocks
  beforeAll(async () => {
    verifier = await StepVerifier.start()
    blocks = await triedBlocks()
  }, 300_000)
  afterAll(() => verifier?.stop())

  describe.each(faultNames)('with the fault %s', (fault) => {
    let wrong: SteppedBlock
    let honest: BlockTrace
    let lying: BlockTrace
    beforeAll(() => {
      wrong = blocks.wrong.get(fault) as SteppedBlock
      honest = honestTrace(wrong)
      lying = lyingTrace(fault, wrong)
    })

    it('goes from the true beginning to the output root that the executor with this fault gives', async () => {
      const claimed = await blocks.rollup.outputRootBy(
        faultyMachine(fault, { chainId: CHAIN_ID }),
        wrong,
      )
      expect(lying.stateAt(0)).toBe(honest.stateAt(0))
      expect(honest.stateAt(LAST)).toMatchObject({ outputRoot: wrong.executed.outputRoot })
      expect(lying.stateAt(LAST)).toEqual({ kind: Kind.HALT, outputRoot: claimed })
      expect(claimed).not.toBe(wrong.executed.outputRoot)
    })

    it('differs first in a step that the fault is about, to which a game leads', () => {
      const position = firstDifference(wrong, lying)
      expect(bisect(honest, lying)).toBe(position)
      const before = honest.stateAt(position)
      expect(hashState(lying.stateAt(position))).toBe(hashState(before))
      const verdict = {
        ...describeStep(before, wrong.store),
        differingField: describeDifference(
          honest.stateAt(position + 1),
          lying.stateAt(position + 1),
        ) as string,
      }
      expect(verdict).toEqual(verdicts[fault])
      expect(faultNames.filter((name) => isSignOf({ fault: name, ...verdict }))).toContain(fault)
    })

    it('loses where L1 takes this step, whoever wrote the tape', async () => {
      const position = bisect(honest, lying)
      const step = wrong.steps.find((one) => one.position === position) as BlockStep
      const { tape } = lying.proofAt(position)
      const [answer, own] = await verifier.take([step, { ...step, tape }])
      const { preHash, postHash } = honest.proofAt(position)
      expect(step.preHash).toBe(preHash)
      expect(answer?.postHash).toBe(postHash)
      const [claimedPreHash, claimedPostHash] = lying.hashesAt([position, position + 1])
      expect(claimedPreHash).toBe(preHash)
      expect(claimedPostHash).not.toBe(postHash)
      // What the liar's own machine reads proves the truth as well, or nothing.
      expect([postHash, null]).toContain(own?.postHash)
    })

    it('is a function of the state, so that its trace can be entered anywhere', () => {
      const other = lyingTrace(fault, wrong, { checkpointSteps: 3 })
      const positions = positionsOf(lying)
      expect(other.hashesAt(positions)).toEqual(lying.hashesAt(positions))
    })

    it('is the true one on a block that does not touch the rule, and before its first block', () => {
      const quiet = faultsOfEveryBlock.has(fault) ? blocks.empty : blocks.quiet
      const positions = quiet.steps.map(({ position }) => position)
      expect(lyingTrace(fault, quiet).hashesAt(positions)).toEqual(
        honestTrace(quiet).hashesAt(positions),
      )
      expect(lyingTrace(fault, quiet).slotCount).toBe(honestTrace(quiet).slotCount)
      const fromBlock = wrong.input.number + 1
      const later = lyingTrace(fault, wrong, { fromBlock })
      const all = wrong.steps.map(({ position }) => position)
      expect(later.hashesAt([...all, LAST])).toEqual(honest.hashesAt([...all, LAST]))
    })
  })
})

interface TriedBlocks {
  readonly rollup: TriedRollup
  readonly quiet: SteppedBlock
  /** Without transactions, and with an origin whose base fee is whole gwei. */
  readonly empty: SteppedBlock
  readonly wrong: ReadonlyMap<FaultName, SteppedBlock>
}

/** A true chain with the story of each fault, one after the other. */
async function triedBlocks(): Promise<TriedBlocks> {
  const rollup = new TriedRollup()
  const stage = await setStage(rollup)
  const empty = await rollup.block([], [], 3n * GWEI)
  const quiet = await rollup.block(quietBlock(stage).transactions ?? [])
  const wrong = new Map<FaultName, SteppedBlock>()
  for (const fault of faultNames) {
    const { transactions, enqueued } = faultStories[fault](stage)
    wrong.set(fault, await rollup.block(transactions ?? [], enqueued))
    // Two stories clear what the stage has set.
    const { toggle } = stage.contracts
    if (fault === 'wrong-storage') await rollup.block([stage.alice.sign({ to: toggle })])
  }
  return { rollup, quiet, empty, wrong }
}

function startOf(block: SteppedBlock): RunningState {
  return block.steps[0]?.state as RunningState
}

function honestTrace(block: SteppedBlock): BlockTrace {
  return new BlockTrace(startOf(block), blockMachine(block.store))
}

function lyingTrace(
  fault: FaultName,
  block: SteppedBlock,
  {
    fromBlock = 1,
    ...options
  }: { readonly fromBlock?: number; readonly checkpointSteps?: number } = {},
): BlockTrace {
  const machine = faultyBlockMachine(fault, block.store, { fromBlock })
  return new BlockTrace(startOf(block), machine, options)
}

/** The first true step behind which the liar's state is another. */
function firstDifference({ steps }: SteppedBlock, lying: BlockTrace): Position {
  const moving = steps.slice(0, -1)
  const theirs = lying.hashesAt(moving.map(({ position }) => position + 1))
  return moving.find(({ postHash }, i) => theirs[i] !== postHash)?.position ?? -1
}

/** Where something moves. */
function positionsOf(trace: BlockTrace): Position[] {
  return Array.from({ length: trace.slotCount }, (_, slot) =>
    Array.from({ length: trace.stepsOf(slot) + 1 }, (_, i) => slot * 2 ** 25 + i),
  ).flat()
}
