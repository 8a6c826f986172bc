import {
  EVM,
  EVMError,
  EVMMockBlockchain,
  type EVMResult,
  type ExecResult,
  type Message,
} from '@ethereumjs/evm'
import type { Address, CharterDenial } from '@mvm/protocol'
import type { WorldState } from '../../state/WorldState.ts'
import type { BlockEnvironment, FramePermissions } from '../ExecutionEngine.ts'
import type { Fork } from '../Fork.ts'
import type { FrameObserver } from '../FrameObserver.ts'
import { isSince } from '../isSince.ts'
import type { TracedStep } from '../traceFrame.ts'
import { cappedPrecompiles } from './cappedPrecompiles.ts'
import { EngineCommon } from './EngineCommon.ts'
import { type EnginePrecompile, forkPrecompiles } from './forkPrecompiles.ts'
import { HexMemory } from './HexMemory.ts'
import {
  type InterpreterEnd,
  type InterpreterInternals,
  interpreterPrototype,
} from './interpreterPrototype.ts'
import { type OpcodeTable, OpcodeTables, type RunState } from './OpcodeTables.ts'
import { observeFrameSteps } from './observeFrameSteps.ts'
import { observeFrames } from './observeFrames.ts'
import { runFrameSteps } from './runFrameSteps.ts'
import { WorldJournal } from './WorldJournal.ts'
import { WorldStateManager } from './WorldStateManager.ts'
import { WorldTransientStorage } from './WorldTransientStorage.ts'
import { wasmBls } from './wasmBls.ts'
import { wasmBn254 } from './wasmBn254.ts'
import { withHotOpcodes } from './withHotOpcodes.ts'
import { withPlainCreates } from './withPlainCreates.ts'

const NOTHING = new Uint8Array()

export interface CharterEvmOptions {
  readonly chainId: number
  readonly fork: Fork
  /** Whether precompile calls are bounded as in spec 2.2. */
  readonly hasPrecompileCaps: boolean
  /** Another instruction set, made of the fork's. */
  readonly opcodes?: (table: OpcodeTable) => OpcodeTable
  /** Looks on, at the price of speed. */
  readonly observer?: FrameObserver
  /** Other precompiles, made of the fork's. */
  readonly precompiles?: (precompiles: readonly EnginePrecompile[]) => readonly EnginePrecompile[]
  /** Is told of every step, for which the slow loop runs. */
  readonly onStep?: (step: TracedStep) => void
}

/**
 * The EVM of EthereumJS over our world, with the opcode table chosen by permission mask. Holds one transaction
 * at a time.
 */
export class CharterEvm extends EVM {
  readonly #state: WorldStateManager
  readonly #hex: HexMemory
  readonly #tables: OpcodeTables
  readonly #observer: FrameObserver | undefined
  #permissions: FramePermissions | undefined
  #environment: BlockEnvironment | undefined
  #denial: CharterDenial | null = null
  readonly #revertOutputs = new WeakMap<ExecResult, Uint8Array>()

  constructor(world: WorldState, options: CharterEvmOptions) {
    const { chainId, fork, hasPrecompileCaps } = options
    const common = new EngineCommon({ chainId, fork })
    const hex = new HexMemory()
    const state = new WorldStateManager(world, hex)
    const blockchain = new EVMMockBlockchain()
    const ofFork = forkPrecompiles(common)
    const precompiles = options.precompiles?.(ofFork) ?? ofFork
    super({
      common,
      stateManager: state,
      blockchain,
      bn254: wasmBn254,
      bls: wasmBls,
      customPrecompiles: [
        // An address without a function has none, though the fork gives it one.
        ...ofFork
          .filter(({ address }) => precompiles.every((other) => other.address !== address))
          .map(({ address }) => ({ address })),
        ...(hasPrecompileCaps ? cappedPrecompiles(precompiles) : precompiles),
      ],
    })
    this.#state = state
    this.#hex = hex
    this.blockchain = {
      getBlock: async (number) => ({ hash: () => this.#blockHash(number) }),
      putBlock: async () => {},
      shallowCopy: () => blockchain,
    }
    const { onStep } = options
    if (onStep !== undefined) {
      this.events.on('step', (step) =>
        onStep({
          opcode: step.opcode.code,
          pc: step.pc,
          gas: step.gasLeft,
          depth: step.depth,
          stack: [...step.stack],
          memoryWords: Number(step.memoryWordCount),
          refund: step.gasRefund,
        }),
      )
    }
    this.#observer =
      options.observer === undefined ? undefined : observeFrames(this, hex, options.observer)
    // Both are classes with private members, of which the EVM uses the public ones that ours have as well.
    this.journal = new WorldJournal(state, hex) as unknown as EVM['journal']
    Object.assign(this, { transientStorage: new WorldTransientStorage(state, hex) })
    // They go by EIP-2929 and EIP-3529, so that older forks run on the packaged ones.
    const packaged = withPlainCreates(this._opcodeMap, common)
    const table = isSince(fork, 'london')
      ? withHotOpcodes(packaged, { world: () => state.world, hex })
      : packaged
    this.#tables = new OpcodeTables(options.opcodes?.(table) ?? table, (opcode, runState) =>
      this.#recordDenial(opcode, runState),
    )
  }

  /** First denial since {@link CharterEvm.prepare}. */
  get denial(): CharterDenial | null {
    return this.#denial
  }

  /** Sets all that is the same for every frame of a transaction. */
  prepare(world: WorldState, block: BlockEnvironment, permissions: FramePermissions): void {
    this.#state.world = world
    this.#environment = block
    this.#permissions = permissions
    this.#denial = null
    this._opcodeMap = this.#tables.of(permissions.mask)
  }

  /** Puts back what {@link CharterEvm.runInterpreter} has kept out of the packaged function's sight. */
  protected override async _executeCreate(
    message: Parameters<EVM['_executeCreate']>[0],
  ): Promise<EVMResult> {
    const result = await super._executeCreate(message)
    const { execResult } = result
    const output = this.#revertOutputs.get(execResult)
    return output === undefined
      ? result
      : { ...result, execResult: { ...execResult, returnValue: output } }
  }

  protected override async runInterpreter(
    message: Message,
    options: { pc?: number } = {},
  ): Promise<ExecResult> {
    const result = await this.#runPermitted(message, options)
    if (message.isCreate !== true || !isRevert(result)) return result
    // The packaged function takes what init code reverts with for code, and refuses it if it begins with EF.
    const hidden = { ...result, returnValue: NOTHING }
    this.#revertOutputs.set(hidden, result.returnValue)
    return hidden
  }

  async #runPermitted(message: Message, options: { pc?: number }): Promise<ExecResult> {
    const permissions = this.#permissions
    if (permissions?.unrestricted === undefined) return super.runInterpreter(message, options)
    // A transaction to the management contract: the table depends on whose code runs.
    const outer = this._opcodeMap
    const self = message.to === undefined ? undefined : this.#hex.address(message.to)
    const isUnrestricted = self !== undefined && permissions.unrestricted(self)
    this._opcodeMap = isUnrestricted ? this.#tables.unrestricted : this.#tables.of(permissions.mask)
    try {
      return await super.runInterpreter(message, options)
    } finally {
      this._opcodeMap = outer
    }
  }

  /** Runs a frame's opcodes. Called by the interpreter, see the end of this file. */
  runSteps(interpreter: InterpreterInternals, code: Uint8Array): Promise<InterpreterEnd> | null {
    if (this.events.listenerCount('step') > 0) return null
    if (this.#observer !== undefined) {
      const self = this.#hex.address(interpreter._runState.env.address)
      const { refund } = this.#state.world
      return observeFrameSteps(interpreter, code, this._opcodeMap, self, this.#observer, refund)
    }
    return runFrameSteps(interpreter, code, this._opcodeMap, this.#tables.unrestricted)
  }

  #recordDenial(opcode: number, runState: RunState): void {
    if (this.#denial !== null) return
    const { address, depth } = runState.env
    const signer = this.#permissions?.signer as Address
    this.#denial = { signer, opcode, self: this.#hex.address(address), depth }
  }

  #blockHash(number: number): Uint8Array {
    return (this.#environment as BlockEnvironment).blockHash(number)
  }
}

function isRevert({ exceptionError }: ExecResult): boolean {
  return exceptionError?.error === EVMError.errorMessages.REVERT
}

// EthereumJS constructs its interpreters out of reach, so their loop is exchanged here, for our EVM's only and
// not while somebody listens to single steps.
const runAsPackaged = interpreterPrototype.run
interpreterPrototype.run = function (this: InterpreterInternals, code, options) {
  const steps = this._evm instanceof CharterEvm ? this._evm.runSteps(this, code) : null
  return steps ?? runAsPackaged.call(this, code, options)
}
