import { type Log as EngineLog, EVMError } from '@ethereumjs/evm'
import { type Address, fromHex, type Hex, MvmError, toHex } from '@mvm/protocol'
import type { WorldState } from '../state/WorldState.ts'
import { EngineFaultError } from './EngineFaultError.ts'
import type { BlockEnvironment, ExecutionEngine, Frame, FrameOutcome } from './ExecutionEngine.ts'
import { CharterEvm, type CharterEvmOptions } from './ethereumjs/CharterEvm.ts'
import { toEngineAddress } from './ethereumjs/toEngineAddress.ts'

type MakeEvm = (world: WorldState, options: CharterEvmOptions) => CharterEvm

const makeCharterEvm: MakeEvm = (world, options) => new CharterEvm(world, options)

/**
 * The reference engine: the interpreter of EthereumJS. Frames of different worlds may run at the same time;
 * each gets an EVM of its own, which is used again afterwards.
 */
export class EthereumJsEngine implements ExecutionEngine {
  readonly #options: CharterEvmOptions
  readonly #makeEvm: MakeEvm
  readonly #idle: CharterEvm[] = []

  /** @param makeEvm for another kind of {@link CharterEvm}: tests compare ours with one that runs the packaged loop */
  constructor(options: CharterEvmOptions, makeEvm: MakeEvm = makeCharterEvm) {
    this.#options = options
    this.#makeEvm = makeEvm
  }

  async run(world: WorldState, block: BlockEnvironment, frame: Frame): Promise<FrameOutcome> {
    const evm = this.#idle.pop() ?? this.#makeEvm(world, this.#options)
    evm.prepare(world, block, frame.permissions)
    const selfdestruct = new Map<Hex, Hex>()
    const createdAddresses = new Set<Hex>()
    // An EVM that throws has frames left open, so it does not come back to the idle ones.
    const { execResult, createdAddress } = await orFault(
      evm.runCall({
        block: { header: headerOf(block) },
        caller: toEngineAddress(frame.caller),
        origin: toEngineAddress(frame.caller),
        ...(frame.to === null ? {} : { to: toEngineAddress(frame.to) }),
        value: frame.value,
        data: frame.data,
        gasLimit: frame.gas,
        gasPrice: frame.gasPrice,
        blobVersionedHashes: [...frame.blobVersionedHashes],
        selfdestruct,
        createdAddresses,
        skipNonceIncrement: true,
      }),
    )
    const { denial } = evm
    this.#idle.push(evm)
    const error = failureOf(execResult.exceptionError)
    if (error === undefined) {
      leaveInWorld(world, {
        logs: execResult.logs ?? [],
        refund: execResult.gasRefund ?? 0n,
        destroyed: (execResult.selfdestruct ?? selfdestruct).keys(),
        created: execResult.createdAddresses ?? createdAddresses,
      })
    }
    const status =
      error === undefined
        ? 'succeeded'
        : error === EVMError.errorMessages.REVERT
          ? 'reverted'
          : 'halted'
    return {
      status,
      gasLeft: status === 'halted' ? 0n : frame.gas - execResult.executionGasUsed,
      output: execResult.returnValue,
      createdAddress:
        frame.to !== null || createdAddress === undefined
          ? null
          : (toHex(createdAddress.bytes) as Address),
      haltReason: status === 'halted' ? (error as string) : null,
      denial,
    }
  }
}

/** A failure's name. Frontier's creations whose code cannot be paid for succeed without code. */
function failureOf(exception: EVMError | undefined): string | undefined {
  const error = exception?.error
  return error === EVMError.errorMessages.CODESTORE_OUT_OF_GAS ? undefined : error
}

/** What the world throws passes as it is; anything else is the engine's own failure. */
async function orFault<T>(running: Promise<T>): Promise<T> {
  try {
    return await running
  } catch (error) {
    if (error instanceof MvmError) throw error
    const problem = error instanceof Error ? error.message : String(error)
    throw new EngineFaultError({ problem, cause: error })
  }
}

interface Remains {
  readonly logs: readonly EngineLog[]
  readonly refund: bigint
  readonly destroyed: Iterable<Hex>
  readonly created: Iterable<Hex>
}

function leaveInWorld(world: WorldState, { logs, refund, destroyed, created }: Remains): void {
  for (const [address, topics, data] of logs) {
    world.addLog({
      address: toHex(address) as Address,
      topics: topics.map((topic) => toHex(topic)),
      data: toHex(data),
    })
  }
  world.setRefund(world.refund + refund)
  for (const address of created) world.markCreated(address as Address)
  for (const address of destroyed) world.markDestroyed(address as Address)
}

type EngineHeader = NonNullable<Parameters<CharterEvm['runCall']>[0]['block']>['header']

const headers = new WeakMap<BlockEnvironment, EngineHeader>()

function headerOf(block: BlockEnvironment): EngineHeader {
  const known = headers.get(block)
  if (known !== undefined) return known
  const header: EngineHeader = {
    number: BigInt(block.number),
    timestamp: BigInt(block.timestamp),
    coinbase: toEngineAddress(block.coinbase),
    difficulty: block.difficulty ?? 0n,
    prevRandao: fromHex(block.prevRandao),
    gasLimit: block.gasLimit,
    baseFeePerGas: block.baseFeePerGas,
    getBlobGasPrice: () => block.blobBaseFee,
  }
  headers.set(block, header)
  return header
}
