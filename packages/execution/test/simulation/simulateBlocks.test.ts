import {
  type Address,
  type CallMessage,
  decodeTransaction,
  type Hex,
  predeploys,
} from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import {
  type BlockSimulationOptions,
  type BlockSimulationOutcome,
  executeBlock,
  mvmStage,
  type PlannedBlock,
  simulateBlocks,
  type WrittenAccount,
} from '../../src/index.ts'
import { assemble } from '../bytecode/assemble.ts'
import { charterAccount } from '../chain/charterAccount.ts'
import { TestChain, user, word } from '../chain/TestChain.ts'

const SSTORE = 0x55
const SUBMIT = 0xfe

const alice = user(1)
const restricted = user(2)
const at = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}` as Address
const counter = at(0x8001)
const treasury = at(0x7a)
const nobody = at(0xdead)

const options: BlockSimulationOptions = {
  isValidated: false,
  hasTransferLogs: false,
  gasCap: 50_000_000n,
}

function newChain(): TestChain {
  const program =
    'PUSH1 3 SLOAD PUSH1 1 ADD DUP1 PUSH1 3 SSTORE PUSH0 MSTORE PUSH1 32 PUSH0 LOG0 PUSH1 32 PUSH0 RETURN'
  return new TestChain(
    new Map<Address, Partial<WrittenAccount>>([
      [alice.address, { balance: 10n ** 24n }],
      [restricted.address, { balance: 10n ** 24n }],
      [counter, { code: assemble(program), nonce: 1n }],
      [
        predeploys.dacMaster,
        charterAccount({
          ...{ management: at(0x9a), treasury },
          denied: new Map([[restricted.address, [SSTORE, SUBMIT]]]),
          tax: [{ threshold: 100n, rate: 1_000 }],
        }),
      ],
    ]),
  )
}

function message(fields: Partial<CallMessage>): CallMessage {
  return { from: alice.address, to: counter, value: 0n, data: new Uint8Array(), ...fields }
}

function simulate(
  chain: TestChain,
  blocks: readonly (Partial<PlannedBlock> & Pick<PlannedBlock, 'calls'>)[],
  changed: Partial<BlockSimulationOptions> = {},
): Promise<BlockSimulationOutcome> {
  const asked = { ...options, ...changed }
  const { origin, feeScalar } = chain.input([])
  const { isValidated } = asked
  const stage = mvmStage(chain.profile, chain.head, { origin, feeScalar, isValidated })
  const planned = blocks.map((block, index) => ({
    accountOverrides: new Map(),
    ...block,
    blockOverride: { timestamp: 1_900_000_000n + BigInt(index), ...block.blockOverride },
  }))
  return simulateBlocks(chain.store, stage, planned, asked)
}

function blocksOf(outcome: BlockSimulationOutcome) {
  if (outcome.status !== 'simulated') throw new Error(outcome.skip.code)
  return outcome.blocks
}

describe('Blocks that are simulated on a DAC', () => {
  it('have the state that the same transactions leave, signed and sealed', async () => {
    const chain = newChain()
    const fees = { maxFeePerGas: 2_000_000_000n, maxPriorityFeePerGas: 1_000_000n }
    const calls = [{ to: counter }, { to: nobody, value: 1_000n }]
    const signed = calls.map((call, i) => chain.sign(alice, { ...call, nonce: BigInt(i) }))
    const input = { ...chain.input(signed), feeScalar: 0n, timestamp: 1_900_000_000 }
    const sealed = await executeBlock(chain.store, chain.head, input, chain.profile)
    const stage = mvmStage(chain.profile, chain.head, {
      origin: input.origin,
      feeScalar: 0n,
      isValidated: true,
    })
    const outcome = await simulateBlocks(
      chain.store,
      stage,
      [
        {
          blockOverride: { timestamp: 1_900_000_000n, coinbase: input.coinbase },
          accountOverrides: new Map(),
          calls: calls.map((call) => message({ ...call, ...fees, gasLimit: 1_000_000n })),
        },
      ],
      { ...options, isValidated: true },
    )
    const [block] = blocksOf(outcome)
    const header = block?.block.kind === 'mvm' ? block.block.header : undefined
    expect(header).toMatchObject({
      stateRoot: sealed.header.stateRoot,
      gasUsed: sealed.header.gasUsed,
      number: sealed.header.number,
      prevRandao: sealed.header.prevRandao,
      baseFeePerGas: sealed.header.baseFeePerGas,
    })
    expect(decodeTransaction(signed[0] as Uint8Array, { chainId: 'any' }).nonce).toBe(
      block?.transactions[0]?.transaction.nonce,
    )
  })

  it('stand one on the other and leave nothing behind', async () => {
    const chain = newChain()
    const before = chain.head.header.stateRoot
    const three = [1, 2, 3].map(() => ({ calls: [message({}), message({})] }))
    const blocks = blocksOf(await simulate(chain, three))
    const outputs = blocks.flatMap(({ calls }) => calls.map(({ output }) => output.at(-1)))
    expect(outputs).toEqual([1, 2, 3, 4, 5, 6])
    expect(chain.storage(counter, 3)).toBe(0n)
    expect(chain.head.header.stateRoot).toBe(before)
  })

  it('are under the charter: a denied opcode halts the call', async () => {
    const [block] = blocksOf(
      await simulate(newChain(), [{ calls: [message({ from: restricted.address })] }]),
    )
    expect(block?.calls).toMatchObject([{ status: 'halted', reason: 'invalid opcode', logs: [] }])
  })

  it('ask for SUBMIT only when they are validated', async () => {
    const blocks = [{ calls: [message({ from: restricted.address, to: nobody })] }]
    const fees = { baseFeePerGas: 0n, timestamp: 1_900_000_000n }
    const validated = blocks.map((block) => ({ ...block, blockOverride: fees }))
    expect(blocksOf(await simulate(newChain(), blocks))[0]?.calls[0]?.status).toBe('success')
    expect(await simulate(newChain(), validated, { isValidated: true })).toMatchObject({
      status: 'refused',
      skip: { code: 'SUBMIT_DENIED' },
    })
  })

  it('take the tax out of what the sender has', async () => {
    const override = new Map([[nobody, { balance: 1_100n }]])
    const pay = (value: bigint) => [
      {
        accountOverrides: override,
        calls: [message({ from: nobody, to: at(5_000), value })],
      },
    ]
    expect(blocksOf(await simulate(newChain(), pay(1_000n)))[0]?.calls[0]?.status).toBe('success')
    expect(await simulate(newChain(), pay(1_100n))).toMatchObject({
      status: 'refused',
      skip: { code: 'INSUFFICIENT_FUNDS' },
    })
  })

  it('tell of transfers as logs, in the order in which they happen', async () => {
    const call = message({ value: 7n })
    const [block] = blocksOf(
      await simulate(newChain(), [{ calls: [call] }], { hasTransferLogs: true }),
    )
    const logs = block?.calls[0]?.logs ?? []
    expect(logs.map(({ address }) => address)).toEqual([`0x${'ee'.repeat(20)}`, counter])
    expect(logs[0]?.topics.slice(1)).toEqual([asTopic(alice.address), asTopic(counter)])
    expect(logs[0]?.data).toBe(word(7))
  })

  it('end where their gas ends', async () => {
    const limited = { timestamp: 1_900_000_000n, gasLimit: 60_000n }
    const outcome = await simulate(newChain(), [
      { blockOverride: limited, calls: [message({}), message({ gasLimit: 30_000n })] },
    ])
    expect(outcome).toMatchObject({ status: 'refused', skip: { code: 'BLOCK_GAS_EXCEEDED' } })
  })
})

function asTopic(address: Address): Hex {
  return `0x${address.slice(2).padStart(64, '0')}`
}
