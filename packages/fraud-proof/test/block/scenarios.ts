import { type Address, forcedBits, hashBlockHeader, predeploys, systemSenders } from '@mvm/protocol'
import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { charterAccount } from '../../../execution/test/chain/charterAccount.ts'
import { COINBASE, word } from '../../../execution/test/chain/TestChain.ts'
import { createdAddress } from '../../src/opcode/createdAddress.ts'
import { address } from '../machine/TestMachine.ts'
import { batchScenarios } from './batchScenarios.ts'
import { type Scenario, scenario } from './Scenario.ts'
import {
  authorization,
  burning,
  bytes,
  clearing,
  creating,
  delegating,
  halting,
  holder,
  limited,
  logging,
  manager,
  nobody,
  ORDER,
  other,
  outsider,
  poor,
  reverting,
  rich,
  signed,
  storing,
  to,
  unknown,
  world,
} from './scenarioWorld.ts'
import { skippedTransactions } from './skippedTransactions.ts'
import { TestRollup } from './TestRollup.ts'

/** Of 60 KiB, by as many bytes of data as it takes. */
function longest(): Uint8Array {
  const fields = { gasLimit: 2n ** 23n }
  const without = signed(rich, 2, { ...fields, data: new Uint8Array(60_000) }).length - 60_000
  return signed(rich, 2, { ...fields, data: new Uint8Array(60 * 1024 - without) })
}

const ordinary: readonly Scenario[] = [
  scenario('nothing', []),
  scenario('a transfer of each type', [
    signed(rich, 0, { value: 5n }),
    signed(rich, 1, { nonce: 1n, value: 5n }),
    signed(rich, 2, { nonce: 2n, value: 5n }),
    signed(rich, 4, { nonce: 3n, value: 5n, authorizationList: [authorization(other)] }),
  ]),
  {
    name: 'just enough money',
    run: async () => [
      await new TestRollup(world()).block([signed(poor, 2, { gasLimit: 21_000n })], {
        l1BaseFee: 0n,
      }),
    ],
  },
  scenario('the longest transaction', [longest()]),
  scenario('a transfer to oneself', [to(rich.address, { value: 9n })]),
  scenario('data of an odd size', [to(nobody, { data: new Uint8Array(1_057).fill(3, 5, 999) })]),
  scenario('calls', [
    to(storing, { value: 7n }),
    to(logging, { nonce: 1n, data: bytes('00112233') }),
    to(reverting, { nonce: 2n, value: 700n }),
    to(halting, { nonce: 3n, value: 700n }),
    to(logging, { nonce: 4n }),
  ]),
  {
    name: 'what is warm after a call that reverts',
    run: async () => {
      const call = `PUSH0 PUSH0 PUSH0 PUSH0 PUSH0 PUSH20 ${reverting} GAS CALL`
      const code = assemble(`PUSH1 1 SLOAD ${call} PUSH1 1 SLOAD PUSH1 2 SLOAD`)
      const accounts = new Map([...world(), [storing, { nonce: 1n, code }] as const])
      return [await new TestRollup(accounts).block([to(storing)])]
    },
  },
  scenario('a refund above its cap, and one below', [
    to(clearing),
    to(clearing, { nonce: 1n, gasLimit: 100_000n }),
    to(burning, { nonce: 2n }),
  ]),
  scenario('a price without a tip, and one that the maximum caps', [
    to(nobody, { maxPriorityFeePerGas: 0n }),
    to(nobody, { nonce: 1n, maxFeePerGas: 1_000_500n, maxPriorityFeePerGas: 1_000_500n }),
  ]),
  scenario('the vault as coinbase', [to(nobody, { value: 1n }), to(storing, { nonce: 1n })], {
    producer: predeploys.feeVault,
  }),
  scenario('accounts that destroy themselves', [to(creating)]),
  scenario(
    'a coinbase that destroys itself',
    [signed(rich, 2, { to: null, data: assemble('CALLER SELFDESTRUCT'), value: 5n })],
    { producer: createdAddress(rich.address, 0n) },
  ),
  scenario(
    'a sender that is the coinbase',
    [to(storing, { value: 5n }), to(nobody, { nonce: 1n })],
    {
      producer: rich.address,
    },
  ),
  scenario('precompiles', [
    to(address(2), { data: bytes('0011') }),
    to(address(4), { nonce: 1n, data: new Uint8Array(200).fill(7), value: 2n }),
    to(address(6), { nonce: 2n, data: new Uint8Array(64).fill(7), value: 2n }),
    to(address(0x100), { nonce: 3n }),
    signed(rich, 4, {
      nonce: 4n,
      to: other.address,
      authorizationList: [authorization(other, { address: address(2) })],
    }),
  ]),
  scenario('a call of an account that delegates to nobody', [
    signed(rich, 4, {
      to: other.address,
      authorizationList: [authorization(other, { address: nobody })],
    }),
  ]),
  {
    name: 'the window of the history',
    run: async () => {
      const accounts = new Map(world())
      accounts.set(storing, {
        nonce: 1n,
        code: assemble('NUMBER PUSH1 2 SWAP1 SUB BLOCKHASH PUSH0 SSTORE'),
      })
      const rollup = new TestRollup(accounts)
      const header = { ...rollup.chain.head.header, number: 8_189 }
      rollup.chain.head = { header, hash: hashBlockHeader(header) }
      return rollup.batch(
        [0n, 1n, 2n, 3n].map((nonce) => ({ delta: 1n, transactions: [to(storing, { nonce })] })),
      )
    },
  },
  scenario('accounts that access lists name', [
    signed(rich, 1, {
      to: storing,
      accessList: [
        { address: storing, storageKeys: [word(0), word(1), word(1)] },
        { address: nobody, storageKeys: [word(5)] },
        { address: nobody, storageKeys: [] },
        { address: COINBASE, storageKeys: [] },
        { address: rich.address, storageKeys: [word(0)] },
        { address: address(4), storageKeys: [] },
      ],
    }),
  ]),
]

const creations: readonly Scenario[] = [
  ...(
    [
      ['a contract', 'PUSH1 0x5b PUSH0 MSTORE8 PUSH1 1 PUSH0 RETURN'],
      ['nothing', null],
      ['what reverts', 'PUSH0 PUSH0 REVERT'],
      ['what is reserved', 'PUSH1 0xef PUSH0 MSTORE8 PUSH1 1 PUSH0 RETURN'],
      ['what destroys itself', 'CALLER SELFDESTRUCT'],
      ['what calls itself', 'PUSH0 PUSH0 PUSH0 PUSH0 PUSH0 ADDRESS GAS CALL PUSH0 SSTORE'],
    ] as const
  ).map(([what, code]) => {
    const data = code === null ? new Uint8Array() : assemble(code)
    return scenario(`a creation of ${what}`, [
      signed(rich, 0, { to: null, data, value: 300n }),
      signed(rich, 2, { nonce: 1n, to: null, data }),
    ])
  }),
  scenario('creations that fail', [
    signed(rich, 2, { to: null, data: assemble('POP'), value: 300n }),
    signed(rich, 2, { nonce: 1n, to: null, data: assemble('PUSH2 5000 PUSH0 RETURN') }),
    signed(rich, 2, {
      nonce: 2n,
      to: null,
      data: assemble('PUSH2 24577 PUSH0 RETURN'),
      gasLimit: 9_000_000n,
    }),
  ]),
  // What it reverts with is no code, and EF00 no other code than EF.
  scenario('creations by bytes that begin with EF', [
    signed(rich, 2, { to: null, data: assemble('PUSH1 0xef PUSH0 MSTORE8 PUSH1 4 PUSH0 REVERT') }),
    signed(rich, 2, { nonce: 1n, to: null, data: bytes('ef00') }),
    signed(rich, 2, { nonce: 2n, to: null, data: bytes('ef0001'), value: 5n }),
  ]),
  scenario('a creation where a balance is', [
    to(createdAddress(rich.address, 1n), { value: 200n }),
    signed(rich, 2, { nonce: 1n, to: null, data: assemble('SELFBALANCE PUSH0 SSTORE') }),
  ]),
  {
    name: 'a creation where a contract stands already',
    run: async () => {
      const place = createdAddress(rich.address, 0n)
      const rollup = new TestRollup(new Map([...world(), [place, { nonce: 1n, balance: 3n }]]))
      const data = assemble('PUSH0 PUSH0 SSTORE')
      return [await rollup.block([signed(rich, 0, { to: null, data, value: 200n })])]
    },
  },
  scenario('a creation that the charter denies', [
    signed(limited, 2, { to: null, data: assemble('STOP'), value: 200n }),
  ]),
]

const authorizing: readonly Scenario[] = [
  scenario('authorizations of every kind', [
    signed(rich, 4, {
      to: other.address,
      gasLimit: 900_000n,
      authorizationList: [
        authorization(other),
        authorization(other, { nonce: 1n, address: logging }),
        authorization(unknown, { chainId: 0n }),
        authorization(unknown, { chainId: 1n, nonce: 1n }),
        authorization(limited, { nonce: 5n }),
        authorization(limited, { nonce: 2n ** 64n - 1n }),
        authorization(holder),
        authorization(delegating, { nonce: 1n, address: `0x${'00'.repeat(20)}` as Address }),
        authorization(limited, {}, { r: 0n }),
        authorization(limited, {}, { s: 2n ** 255n }),
        authorization(limited, {}, { yParity: 2 }),
        authorization(limited, {}, { r: 5n }),
        authorization(rich, { nonce: 1n }),
      ],
    }),
    signed(delegating, 2, { nonce: 2n }),
  ]),
  scenario('authorizations by the greatest s and by one more, of whomever', [
    signed(rich, 4, {
      authorizationList: [
        authorization(limited, {}, { s: ORDER / 2n }),
        authorization(limited, {}, { s: ORDER / 2n + 1n }),
      ],
    }),
  ]),
  scenario('a transaction to an account that delegates', [
    to(delegating.address, { value: 3n }),
    signed(delegating, 2, { nonce: 1n, to: delegating.address }),
  ]),
  scenario('an authorization that a failing transaction leaves', [
    signed(rich, 4, { to: reverting, authorizationList: [authorization(other)] }),
    to(other.address, { nonce: 1n }),
  ]),
]

const charters: readonly Scenario[] = [
  scenario('an opcode that the charter denies', [
    signed(limited, 2, { to: storing, value: 1_000n }),
    signed(limited, 2, { nonce: 1n, to: logging }),
    // The system's contracts run unbound in transactions to the management contract only.
    signed(limited, 2, { nonce: 2n, to: predeploys.l2StandardBridge }),
  ]),
  scenario('a transaction of the manager and those to it', [
    signed(manager, 2, { to: storing }),
    signed(outsider, 2, { to: manager.address }),
    signed(limited, 0, { to: manager.address, value: 2_000n }),
  ]),
  scenario('tax', [
    to(nobody, { value: 100n }),
    to(nobody, { nonce: 1n, value: 101n }),
    to(nobody, { nonce: 2n, value: 99_000n }),
    to(nobody, { nonce: 3n, value: 10n ** 20n }),
    to(reverting, { nonce: 4n, value: 10n ** 20n }),
    to(predeploys.l2StandardBridge, { nonce: 5n, value: 10n ** 20n }),
    to(predeploys.l2ToL1MessagePasser, { nonce: 6n, value: 10n ** 20n }),
    signed(rich, 0, { nonce: 7n, to: null, value: 10n ** 20n }),
  ]),
  {
    name: 'tax without a treasury',
    run: async () => {
      const accounts = new Map(world())
      const charter = { tax: [{ threshold: 0n, rate: 7 }], management: manager.address }
      accounts.set(predeploys.dacMaster, charterAccount(charter))
      // 7 of 10,000 parts of the last one are 19,999 of them: just not yet 2.
      const raws = [
        to(nobody, { value: 10n ** 9n }),
        to(storing, { nonce: 1n, value: 5n }),
        to(nobody, { nonce: 2n, value: 2_857n }),
      ]
      return [await new TestRollup(accounts).block(raws)]
    },
  },
  {
    name: 'what no charter can deny',
    run: async () => {
      const accounts = new Map(world())
      const denied = new Map([[rich.address, forcedBits]])
      accounts.set(predeploys.dacMaster, charterAccount({ denied, management: manager.address }))
      const programs = ['JUMPDEST STOP', 'PUSH1 7 PUSH0 RETURN', 'PUSH1 9 PUSH0 REVERT']
      programs.forEach((source, i) => {
        accounts.set(address(0xf0_0000 + i), { nonce: 1n, code: assemble(source) })
      })
      const raws = programs.map((_, i) => to(address(0xf0_0000 + i), { nonce: BigInt(i) }))
      return [await new TestRollup(accounts).block(raws)]
    },
  },
  ...[COINBASE, rich.address, predeploys.feeVault].map((receiver) => ({
    name: `tax for ${receiver}`,
    run: async () => {
      const accounts = new Map(world())
      const charter = {
        tax: [{ threshold: 0n, rate: 900 }],
        treasury: receiver,
        management: nobody,
      }
      accounts.set(predeploys.dacMaster, charterAccount(charter))
      const raws = [to(nobody, { value: 10n ** 9n }), to(reverting, { nonce: 1n, value: 500n })]
      return [await new TestRollup(accounts).block(raws)]
    },
  })),
  {
    name: 'no charter at all',
    run: async () => {
      const accounts = new Map(world())
      accounts.delete(predeploys.dacMaster)
      const raws = [to(nobody, { value: 10n ** 9n }), to(storing, { nonce: 1n })]
      const deposits = [{ from: other.address, to: storing, mint: 5n }]
      return [await new TestRollup(accounts).block(raws, { deposits })]
    },
  },
]

const deposits: readonly Scenario[] = [
  scenario('deposits that call', [to(nobody, { nonce: 4n, value: 3n })], {
    deposits: [
      { from: other.address, mint: 50n, to: storing, value: 20n },
      { from: unknown.address, sender: other.address, mint: 9n },
      { from: rich.address, to: logging, data: bytes('aabb00') },
      { from: rich.address, to: delegating.address },
      { from: rich.address, to: creating, gasLimit: 800_000n },
      { from: rich.address, to: clearing },
    ],
  }),
  scenario('deposits that fail', [], {
    deposits: [
      { from: outsider.address, mint: 5n, to: storing },
      { from: rich.address, mint: 5n, to: predeploys.ipfsResolver },
      { from: rich.address, mint: 5n, gasLimit: 20_999n },
      { from: rich.address, mint: 5n, gasLimit: 21_039n, data: Uint8Array.of(1) },
      { from: unknown.address, mint: 5n, value: 6n, to: nobody },
      { from: rich.address, mint: 5n, to: reverting, value: 3n },
      { from: rich.address, mint: 5n, to: halting, value: 3n },
      { from: limited.address, to: storing },
    ],
  }),
  scenario('deposits of the system', [], {
    deposits: [
      { from: systemSenders.comCo, to: storing, isSystem: true },
      { from: systemSenders.l1StandardBridge, to: predeploys.l2StandardBridge },
      { from: systemSenders.l1StandardBridge, to: storing },
      { from: systemSenders.l1CrossDomainMessenger, sender: limited.address, to: storing },
      { from: systemSenders.l1CrossDomainMessenger, sender: rich.address, to: storing },
      { from: systemSenders.l1CrossDomainMessenger, sender: outsider.address, to: storing },
      { from: manager.address, to: storing },
      { from: outsider.address, to: manager.address, mint: 5n, value: 5n },
      { from: outsider.address, to: predeploys.l2ToL1MessagePasser, mint: 5n, value: 5n },
      { from: outsider.address, to: predeploys.l2StandardBridge },
    ],
  }),
]

const skips: readonly Scenario[] = [
  ...skippedTransactions.map(([what, raw]) =>
    scenario(`a transaction that is skipped: ${what}`, [raw]),
  ),
  scenario('a transaction that is skipped: more gas than the block has left', [
    to(halting, { gasLimit: 2n ** 24n }),
    signed(other, 2, { gasLimit: 30_000_000n - 2n ** 24n + 1n }),
    signed(other, 2, { gasLimit: 30_000_000n - 2n ** 24n }),
  ]),
]

export const scenarios: readonly Scenario[] = [
  ...ordinary,
  ...creations,
  ...authorizing,
  ...charters,
  ...deposits,
  ...batchScenarios,
  ...skips,
]
