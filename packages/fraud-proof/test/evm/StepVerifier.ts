import {
  contractArtifact,
  fromHex,
  type Hex,
  type StepModule,
  stepModules,
  toHex,
} from '@mvm/protocol'
import { AbiCoder, Interface, id } from 'ethers'
import { compileSolidity } from '../../../protocol/test/solidity/compileSolidity.ts'
import { TestEvm } from '../../../protocol/test/solidity/TestEvm.ts'
import { moduleId } from '../../src/index.ts'
import { recordAnswers } from './recordAnswers.ts'

/** One step as it is asked of L1. */
export interface RecordedStep {
  readonly module: StepModule
  readonly position: number
  readonly preHash: string
  readonly tape: Uint8Array
}

export interface StepAnswer {
  /** `null` when the step reverted. */
  readonly postHash: Hex | null
  /** Execution gas of the call to the execution manager. */
  readonly gas: number
  /** Selector of the revert. */
  readonly error: Hex
}

/** What a step comes to with some gas limit. */
export type LimitedAnswer = 'reverted' | 'right' | 'wrong'

const LIMITED_ANSWERS: readonly LimitedAnswer[] = ['reverted', 'right', 'wrong']
const BYTES_PER_CALL = 700_000
const ANSWER_BYTES = 44
const REPLAY = 'contracts/test/l1/dispute/StepReplay.sol'
const SWEEP = 'contracts/test/l1/dispute/GasSweep.sol'

/** The execution manager and its modules in a real EVM, many steps to a call. */
export class StepVerifier {
  readonly #evm: TestEvm
  readonly #replay: string
  readonly #manager: string
  readonly #modules: readonly string[]
  /** Of a verifier with planted faults the answers are nobody's standard. */
  #isIntact: boolean
  #sweep: string | undefined

  private constructor(
    evm: TestEvm,
    replay: string,
    manager: string,
    modules: readonly string[],
    isIntact: boolean,
  ) {
    this.#evm = evm
    this.#replay = replay
    this.#manager = manager
    this.#modules = modules
    this.#isIntact = isIntact
  }

  /** `replaced` are modules with other runtime code, to plant faults. */
  static async start(replaced: Partial<Record<StepModule, string>> = {}): Promise<StepVerifier> {
    const replayCode = compileSolidity(REPLAY, 'StepReplay')
    const evm = await TestEvm.start()
    const modules: string[] = []
    for (const name of stepModules) {
      modules.push(await evm.place(replaced[name] ?? contractArtifact(name).deployedBytecode))
    }
    const table = AbiCoder.defaultAbiCoder().encode(['address[]'], [modules])
    const manager = await evm.deploy(
      contractArtifact('MVM_ExecutionManager').bytecode + table.slice(2),
    )
    const replay = await evm.place(replayCode)
    const isIntact = Object.keys(replaced).length === 0
    return new StepVerifier(evm, replay, manager, modules, isIntact)
  }

  /** Gives a module other runtime code from now on. */
  async replace(module: StepModule, code: string): Promise<void> {
    this.#isIntact = false
    await this.#evm.setCode(this.#modules[moduleId(module)] as string, code)
  }

  /** Gives the execution manager other runtime code from now on; its modules stay. */
  async replaceManager(code: string): Promise<void> {
    this.#isIntact = false
    await this.#evm.setCode(this.#manager, code)
  }

  /**
   * What L1 makes of each step.
   * @param gasPerStep what a step is given at least, and what makes an end of one without end
   */
  async take(steps: readonly RecordedStep[], gasPerStep?: bigint): Promise<StepAnswer[]> {
    const answers: StepAnswer[] = []
    for (let from = 0; from < steps.length; ) {
      let to = from
      let size = 0
      while (to < steps.length && (to === from || size < BYTES_PER_CALL)) {
        size += (steps[to] as RecordedStep).tape.length
        to++
      }
      answers.push(...(await this.#call(steps.slice(from, to), gasPerStep)))
      from = to
    }
    if (this.#isIntact) recordAnswers(steps, answers)
    return answers
  }

  /** What L1 makes of a step whose post-hash is `expected`, with each of these gas limits. */
  async takeWithLimits(
    { module, position, preHash, tape }: RecordedStep,
    expected: string,
    gasLimits: readonly number[],
  ): Promise<LimitedAnswer[]> {
    this.#sweep ??= await this.#evm.place(compileSolidity(SWEEP, 'GasSweep'))
    const call = abi.encodeFunctionData('step', [preHash, position, moduleId(module), tape])
    const data = abi.encodeFunctionData('sweep', [this.#manager, call, expected, gasLimits])
    const [answers] = abi.decodeFunctionResult('sweep', await this.#evm.call(this.#sweep, data))
    return [...fromHex(answers)].map((answer) => LIMITED_ANSWERS[answer] as LimitedAnswer)
  }

  stop(): Promise<void> {
    return this.#evm.stop()
  }

  async #call(steps: readonly RecordedStep[], gasPerStep?: bigint): Promise<StepAnswer[]> {
    const gas = gasPerStep === undefined ? undefined : gasPerStep * BigInt(steps.length)
    const bytes = Buffer.concat(
      steps.flatMap(({ module, position, preHash, tape }) => {
        const head = Buffer.alloc(45)
        head[0] = moduleId(module)
        head.writeBigUInt64BE(BigInt(position), 1)
        head.write(preHash.slice(2), 9, 'hex')
        head.writeUInt32BE(tape.length, 41)
        return [head, tape]
      }),
    )
    const word = (value: number): string => value.toString(16).padStart(64, '0')
    const data = bytes.toString('hex').padEnd(Math.ceil(bytes.length / 32) * 64, '0')
    const call = [
      SELECTOR,
      this.#manager.slice(2).toLowerCase().padStart(64, '0'),
      word(64),
      word(bytes.length),
      data,
    ].join('')
    const answer = Buffer.from((await this.#evm.call(this.#replay, call, gas)).slice(130), 'hex')
    return steps.map((_, i) => {
      const one = answer.subarray(i * ANSWER_BYTES, (i + 1) * ANSWER_BYTES)
      const isRevert = one.subarray(0, 32).every((byte) => byte === 0)
      return {
        postHash: isRevert ? null : toHex(one.subarray(0, 32)),
        gas: Number(one.readBigUInt64BE(32)),
        error: toHex(one.subarray(40, 44)),
      }
    })
  }
}

const abi = new Interface([
  'function step(bytes32 preHash, uint256 position, uint256 moduleId, bytes tape) returns (bytes32)',
  'function sweep(address manager, bytes call, bytes32 expected, uint256[] gasLimits) returns (bytes)',
])
const SELECTOR = id('replay(address,bytes)').slice(0, 10)
