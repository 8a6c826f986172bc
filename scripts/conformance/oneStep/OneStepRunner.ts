import { BlockExecution, type ExecutedBlock } from '@mvm/execution'
import { describeStep, Kind, type MachineState } from '@mvm/fraud-proof'
import { EthereumJsEngine } from '../../../packages/execution/src/engine/EthereumJsEngine.ts'
import { SwitchObserver } from '../../../packages/execution/src/engine/SwitchObserver.ts'
import type { OpcodeHandlers } from '../../../packages/fraud-proof/src/step/OpcodeHandler.ts'
import { findBlockDifference } from '../../../packages/fraud-proof/test/block/findBlockDifference.ts'
import { classOfStep } from '../../../packages/fraud-proof/test/coverage/classOfStep.ts'
import { takeWithShape } from '../../../packages/fraud-proof/test/coverage/takeWithShape.ts'
import type { StepVerifier } from '../../../packages/fraud-proof/test/evm/StepVerifier.ts'
import type { StateTestCase } from '../StateTest.ts'
import { blockOfCase, CHAIN_ID } from './blockOfCase.ts'
import type { CaseBlock } from './CaseBlock.ts'
import { CaseMachine } from './CaseMachine.ts'
import { ExecutorComparison } from './ExecutorComparison.ts'
import { STEP_BOUNDS, type StepBounds } from './findExcess.ts'
import { findSkip } from './findSkip.ts'
import { addCosts, NO_COSTS } from './L1Costs.ts'
import { proveSteps } from './proveSteps.ts'
import { type SolidityPart, StepChoice } from './StepChoice.ts'

export type OneStepVerdict =
  /** `notAdmitted` is why executor and machine leave the transaction out, if they do. */
  | { readonly status: 'passed'; readonly notAdmitted: string | null }
  | { readonly status: 'failed'; readonly reason: string }
  | { readonly status: 'skipped'; readonly reason: string }

/** Steps through state tests, one after the other, and counts what it meets. */
export class OneStepRunner {
  readonly #verifier: StepVerifier | null
  readonly #choice: StepChoice
  readonly #observer = new SwitchObserver()
  readonly #engine = new EthereumJsEngine({
    chainId: CHAIN_ID,
    fork: 'osaka',
    hasPrecompileCaps: true,
    observer: this.#observer,
  })
  readonly #onProgress: () => void
  readonly #handlers: OpcodeHandlers | undefined
  readonly #bounds: StepBounds
  /** Steps of all traces. */
  steps = 0
  /** Steps that were compared with the executor's. */
  opcodes = 0
  costs = NO_COSTS

  /**
   * @param verifier for a part other than `none`
   * @param onProgress told of every call to L1
   * @param handlers other opcodes than the machine's own, to see that the difference is found
   * @param bounds other than those of L1, to see that they are minded
   */
  constructor(
    part: SolidityPart,
    verifier: StepVerifier | null,
    onProgress: () => void = () => {},
    handlers?: OpcodeHandlers,
    bounds = STEP_BOUNDS,
  ) {
    this.#choice = new StepChoice(part)
    this.#verifier = verifier
    this.#onProgress = onProgress
    this.#handlers = handlers
    this.#bounds = bounds
  }

  get classes() {
    return this.#choice.classes
  }

  async run(testCase: StateTestCase): Promise<OneStepVerdict> {
    const skip = findSkip(testCase)
    if (skip !== null) return { status: 'skipped', reason: skip }
    const block = blockOfCase(testCase)
    const machine = new CaseMachine(block)
    this.#choice.begin(testCase.name)
    const comparison = new ExecutorComparison(block, machine, (state) => this.#take(block, state))
    const executed = await this.#execute(block, comparison)
    comparison.finish()
    this.steps += machine.count
    this.opcodes += comparison.compared
    const { difference, last } = comparison
    if (difference !== null || last === null) return failed(difference ?? 'the block has no end')
    const inBlock = findBlockDifference({ executed, steps: [{ state: last }], end: machine.state })
    if (inBlock !== null) return failed(inBlock)
    const inProof = await this.#prove(block, testCase.name, machine.state)
    if (inProof !== null) return failed(inProof)
    return { status: 'passed', notAdmitted: notAdmitted(executed, testCase) }
  }

  #take(block: CaseBlock, state: MachineState): MachineState {
    const { after, shape } = takeWithShape(state, block.store, this.#handlers)
    this.#choice.see(classOfStep(state, after, block.store), shape)
    return after
  }

  async #execute(block: CaseBlock, comparison: ExecutorComparison): Promise<ExecutedBlock> {
    const { reader, parent, input, environment } = block
    const { gasLimit, baseFee, prevRandao } = environment
    this.#observer.current = comparison
    const execution = await BlockExecution.begin(
      reader,
      parent,
      input,
      { kind: 'mvm', chainId: CHAIN_ID },
      {
        engine: this.#engine,
        // The block's gas limit and fee are the test's; departing from them, there is no l1Fee either.
        departures: {
          gasLimit,
          baseFeePerGas: baseFee,
          prevRandao,
          accountOverrides: new Map(),
          isUnchecked: false,
        },
      },
    )
    for (const raw of input.transactions) await execution.tryTransaction(raw)
    this.#observer.current = null
    return execution.finish()
  }

  async #prove(block: CaseBlock, name: string, end: MachineState): Promise<string | null> {
    const isChosen = this.#choice.end()
    if (this.#verifier === null) return null
    const proven = await proveSteps(
      block,
      name,
      isChosen,
      this.#verifier,
      this.#onProgress,
      this.#bounds,
    )
    this.costs = addCosts(this.costs, proven.costs)
    if (proven.difference !== null) return proven.difference
    const { end: again } = proven
    const isSame =
      again.kind === Kind.HALT && end.kind === Kind.HALT && again.outputRoot === end.outputRoot
    if (isSame) return null
    return `the second time the machine ends with ${describeStep(again, block.store).kind} otherwise`
  }
}

/** Where Ethereum does admit the transaction, it is the profile that is stricter. */
function notAdmitted({ skipped }: ExecutedBlock, { expected }: StateTestCase): string | null {
  const [skip] = skipped
  if (skip === undefined) return null
  return `${skip.reason.code}${expected.expectException === undefined ? ' (Ethereum admits it)' : ''}`
}

function failed(reason: string): OneStepVerdict {
  return { status: 'failed', reason }
}
