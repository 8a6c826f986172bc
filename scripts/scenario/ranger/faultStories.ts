import type { FaultName } from '@mvm/execution'
import { type Address, asAddress, type Charter, predeploys } from '@mvm/protocol'
import { getCreateAddress } from 'ethers'
import { deployer } from './assemble.ts'
import type { Enqueued } from './RollupChain.ts'
import { Wallet } from './Wallet.ts'

const MT = 10n ** 18n
const GWEI = 10n ** 9n

/** Contracts that every story's chain has. */
const programs = {
  /** Stores 2^255 · 2 mod 3: the product does not fit a word. */
  multiplier: `PUSH1 3 PUSH1 2 PUSH32 0x${'8'.padEnd(64, '0')} MULMOD PUSH1 1 SSTORE`,
  /** Sets slots 0 to 2, or clears them if they are set. */
  toggle: [0, 1, 2].map((slot) => `PUSH1 ${slot} SLOAD ISZERO PUSH1 ${slot} SSTORE`).join(' '),
  /** Reads a slot. */
  reader: 'PUSH1 5 SLOAD POP',
  /** Logs 64 bytes with one topic. */
  logger: 'PUSH1 9 PUSH1 64 PUSH0 LOG1',
  /** Logs nothing with two topics. */
  twoTopics: 'PUSH1 8 PUSH1 9 PUSH0 PUSH0 LOG2',
  /** Creates an empty contract with salt 7. */
  factory: 'PUSH1 7 PUSH0 PUSH0 PUSH0 CREATE2 POP',
  destroyer: 'CALLER SELFDESTRUCT',
  /** Stores the second word that it is given at the first. */
  map: 'PUSH1 32 CALLDATALOAD PUSH0 CALLDATALOAD SSTORE',
  /** Stores. */
  writer: 'PUSH1 1 PUSH1 1 SSTORE',
  /** Stores RIPEMD-160 of nothing. */
  hasher: 'PUSH1 32 PUSH0 PUSH0 PUSH0 PUSH1 3 PUSH2 5000 STATICCALL POP PUSH0 MLOAD PUSH1 1 SSTORE',
  /** Takes from an empty stack. */
  failing: 'POP',
} as const

type Program = keyof typeof programs

const treasury = asAddress(`0x${'7e'.repeat(20)}`)
const nobody = asAddress(`0x${'ab'.repeat(20)}`)

/** A DAC's chain, in memory or on a network. */
export interface StageChain {
  /** Known once it is open. */
  readonly chainId: number
  /** Begins the chain with a charter, and gives wallets MT. */
  open(charter: Charter, wallets: readonly Wallet[]): Promise<void>
  /** Has transactions and queue elements executed. */
  block(transactions: readonly Uint8Array[], enqueued?: readonly Enqueued[]): Promise<unknown>
  nonce(address: Address): bigint | Promise<bigint>
}

/** A chain with users, a charter and contracts, and the means to go on with it. */
export interface Stage<Chain extends StageChain = StageChain> {
  readonly chain: Chain
  readonly alice: Wallet
  /** The charter denies him LOG0 to LOG4. */
  readonly bob: Wallet
  readonly contracts: Readonly<Record<Program | 'staticCaller', Address>>
}

/** Sets the stage; on a {@link RollupChain} in {@link STAGE_BLOCKS} blocks. */
export async function setStage<Chain extends StageChain>(chain: Chain): Promise<Stage<Chain>> {
  const wallets = { alice: new Wallet(1, chain), bob: new Wallet(2, chain) }
  await chain.open(
    {
      vision: 'A chain on which machines are tried.',
      mission: 'To find what differs.',
      permissions: [0xa0, 0xa1, 0xa2, 0xa3, 0xa4].map((bit) => ({
        operation: 'deny' as const,
        bit,
        addresses: [wallets.bob.address],
      })),
      taxrates: [{ threshold: MT, rate: 100 }],
      treasury,
      managementContract: nobody,
    },
    [wallets.alice, wallets.bob],
  )
  for (const wallet of [wallets.alice, wallets.bob])
    wallet.nonce = await chain.nonce(wallet.address)
  const contracts: Partial<Record<Program | 'staticCaller', Address>> = {}
  const deployments: Uint8Array[] = []
  const deploy = (name: Program | 'staticCaller', program: string): void => {
    contracts[name] = createdAddress(wallets.alice)
    deployments.push(wallets.alice.sign({ data: deployer(program) }))
  }
  for (const [name, program] of Object.entries(programs)) deploy(name as Program, program)
  // Calls the writer so that it must not write.
  deploy(
    'staticCaller',
    `PUSH0 PUSH0 PUSH0 PUSH0 PUSH20 ${contracts.writer} PUSH3 100000 STATICCALL POP`,
  )
  await chain.block(deployments)
  const stage = { chain, ...wallets, contracts: contracts as Stage['contracts'] }
  await chain.block([call(stage, 'toggle')])
  return stage
}

/** How many blocks {@link setStage} makes in memory. */
export const STAGE_BLOCKS = 3

/** A block that touches none of the faulted rules. */
export function quietBlock({ alice }: Stage): Block {
  return { transactions: [alice.sign({ to: nobody, value: 1n, gasLimit: 21_000n })] }
}

export interface Block {
  readonly transactions?: readonly Uint8Array[]
  readonly enqueued?: readonly Enqueued[]
}

/** For each fault a block on which its machine and the protocol's differ. */
export const faultStories: Readonly<Record<FaultName, (stage: Stage) => Block>> = {
  'wrong-arithmetic': (stage) => ({ transactions: [call(stage, 'multiplier')] }),
  'wrong-storage': (stage) => ({ transactions: [call(stage, 'toggle')] }),
  'wrong-gas': (stage) => ({ transactions: [call(stage, 'reader')] }),
  'wrong-refund': (stage) => ({ transactions: [call(stage, 'toggle')] }),
  'wrong-balance': ({ alice }) => ({
    transactions: [alice.sign({ to: nobody, value: 1n, maxPriorityFeePerGas: GWEI / 1_000n })],
  }),
  'wrong-nonce': (stage) => ({ transactions: [call(stage, 'failing')] }),
  'wrong-log': (stage) => ({ transactions: [call(stage, 'logger')] }),
  'wrong-bloom': (stage) => ({ transactions: [call(stage, 'twoTopics')] }),
  'wrong-create': (stage) => ({ transactions: [call(stage, 'factory')] }),
  'wrong-selfdestruct': (stage) => ({ transactions: [call(stage, 'destroyer')] }),
  'wrong-call': (stage) => ({ transactions: [call(stage, 'staticCaller')] }),
  'wrong-precompile': (stage) => ({ transactions: [call(stage, 'hasher')] }),
  'wrong-tax': ({ alice }) => ({ transactions: [alice.sign({ to: nobody, value: 3n * MT })] }),
  'wrong-l1-fee': ({ alice }) => ({ transactions: [alice.sign({ to: nobody, value: 1n })] }),
  'wrong-origin': () => ({}),
  'wrong-withdrawal-root': ({ alice }) => ({
    transactions: [alice.sign({ to: predeploys.l2ToL1MessagePasser, value: MT })],
  }),
  'skip-permission-check': ({ bob, contracts }) => ({
    transactions: [bob.sign({ to: contracts.logger })],
  }),
  'skipped-transaction': ({ alice }) => ({
    transactions: [alice.sign({ to: alice.address, value: 1n })],
  }),
  'invented-transaction': ({ alice }) => ({ enqueued: [{ from: alice.address, mint: MT }] }),
}

/** Faults of what every block, or every transaction, has: there is no quiet block for them. */
export const faultsOfEveryBlock: ReadonlySet<FaultName> = new Set(['wrong-origin', 'wrong-l1-fee'])

function call({ alice, contracts }: Stage, name: Program | 'staticCaller'): Uint8Array {
  return alice.sign({ to: contracts[name] })
}

function createdAddress({ address, nonce }: Wallet): Address {
  return asAddress(getCreateAddress({ from: address, nonce }).toLowerCase())
}
