import type { Address } from '@mvm/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { findDifference } from './findDifference.ts'
import { noise } from './noise.ts'
import { pushOf } from './programs.ts'
import {
  address,
  CONTRACT,
  OTHER,
  type Program,
  type StepRecord,
  TestMachine,
} from './TestMachine.ts'

const CALLEE = address(0xca11ee)
const NOBODY = address(0xabc)
const DELEGATING = address(0xde1e)
const IDENTITY = address(4)

/** `CALL` and its kin: gas, to, value, input and output. */
function call(
  op: string,
  to: Address,
  { gas = 50_000, value = 0, input = [0, 0], output = [0, 0] } = {},
): string {
  const takesValue = op === 'CALL' || op === 'CALLCODE'
  const words = [gas, BigInt(to), ...(takesValue ? [value] : []), ...input, ...output]
  return `${words
    .toReversed()
    .map((word) => `PUSH32 ${word}`)
    .join(' ')} ${op}`
}

/** Puts bytes to the start of memory and creates a contract of them. */
function create(op: string, init: Uint8Array, value = 0): string {
  const word = `0x${Buffer.from(init).toString('hex').padEnd(64, '0')}`
  const salt = op === 'CREATE2' ? 'PUSH1 7' : ''
  return `PUSH32 ${word} PUSH0 MSTORE ${salt} PUSH1 ${init.length} PUSH0 PUSH1 ${value} ${op}`
}

const returning = assemble('PUSH1 0xaa PUSH0 MSTORE PUSH1 48 PUSH0 RETURN')
const reverting = assemble('PUSH1 1 PUSH1 2 SSTORE PUSH1 0xbb PUSH0 MSTORE PUSH1 32 PUSH0 REVERT')
const deploying = (code: string): Uint8Array =>
  assemble(`PUSH1 ${code} PUSH0 MSTORE8 PUSH1 1 PUSH0 RETURN`)
const destroying = assemble(`PUSH20 ${NOBODY} SELFDESTRUCT`)

const callees: readonly (readonly [string, Uint8Array])[] = [
  ['returns', returning],
  ['reverts', reverting],
  ['halts', Uint8Array.of(0xfe)],
  ['is empty', new Uint8Array()],
  [
    'stores',
    assemble('CALLDATASIZE PUSH1 3 SSTORE CALLER PUSH1 4 SSTORE CALLVALUE PUSH1 5 SSTORE'),
  ],
  ['destroys itself', destroying],
  ['calls back', assemble(`${call('CALL', CONTRACT, { gas: 700 })} PUSH1 1 SSTORE`)],
]

const fixed: readonly (readonly [string, Program])[] = [
  ...callees.flatMap(([what, code]) =>
    ['CALL', 'CALLCODE', 'DELEGATECALL', 'STATICCALL'].flatMap((op) =>
      [0, 5].map((value): readonly [string, Program] => [
        `${op} with ${value} to a contract that ${what}`,
        {
          code: assemble(
            `${call(op, CALLEE, { value, input: [3, 40], output: [8, 64] })} RETURNDATASIZE PUSH0 PUSH1 70 RETURNDATACOPY PUSH1 6 SSTORE`,
          ),
          accounts: contract(CALLEE, code),
          gas: 400_000n,
        },
      ]),
    ),
  ),
  [
    'DELEGATECALL in a frame that came with a value',
    {
      code: assemble(call('CALL', CALLEE, { value: 5, gas: 60_000 })),
      accounts: new Map([
        ...contract(CALLEE, assemble(`${call('DELEGATECALL', OTHER, { gas: 30_000 })} POP`)),
        ...contract(OTHER, callees[4]?.[1] as Uint8Array),
      ]),
    },
  ],
  [
    'CALL with ranges of a byte',
    {
      code: assemble(`${call('CALL', CALLEE, { input: [3, 1], output: [8, 1] })} MSIZE`),
      accounts: contract(CALLEE, assemble(`CALLDATASIZE PUSH0 MSTORE8 PUSH1 1 PUSH0 RETURN`)),
    },
  ],
  [
    'CALL with an input from anywhere, of which it reads from anywhere',
    {
      code: assemble(
        `PUSH32 ${2n ** 255n - 19n} PUSH1 32 MSTORE PUSH32 ${3n ** 150n} PUSH1 64 MSTORE ${call('CALL', CALLEE, { input: [35, 70], output: [0, 32] })} PUSH0 MLOAD`,
      ),
      accounts: contract(
        CALLEE,
        assemble(
          'PUSH1 3 CALLDATALOAD PUSH1 40 CALLDATALOAD ADD PUSH0 MSTORE PUSH1 32 PUSH0 RETURN',
        ),
      ),
    },
  ],
  [
    'CALL with an input that ends in the second chunk of what is copied of it',
    {
      code: assemble(
        `PUSH2 20000 PUSH0 PUSH0 CALLDATACOPY ${call('CALL', CALLEE, { input: [0, 9_000], output: [0, 64] })} PUSH0 MLOAD PUSH1 32 MLOAD`,
      ),
      calldata: noise(20_000),
      accounts: contract(
        CALLEE,
        assemble('PUSH2 17000 PUSH0 PUSH0 CALLDATACOPY PUSH1 64 PUSH2 8980 RETURN'),
      ),
      gas: 400_000n,
    },
  ],
  // Of the 4 MiB that memory has, and no gas pays for.
  ...['0x3fffe0', '0x3fffe1', '0x400000', '0x400001'].map((offset): readonly [string, Program] => [
    `MLOAD at ${offset}`,
    { code: assemble(`PUSH3 ${offset} MLOAD`), gas: 8_000_000n },
  ]),
  ...[49_152, 49_153].map((length): readonly [string, Program] => [
    `CREATE of ${length} bytes`,
    { code: assemble(`PUSH2 ${length} PUSH0 PUSH0 CREATE GAS`), gas: 9_000_000n },
  ]),
  ['CALL with a value to nobody', { code: assemble(call('CALL', NOBODY, { value: 3 })) }],
  ['CALL with more than it has', { code: assemble(`${call('CALL', OTHER, { value: 78 })} GAS`) }],
  [
    'CALL to itself with a value',
    { code: assemble(call('CALL', CONTRACT, { value: 1, gas: 20_000 })) },
  ],
  [
    'CALL to an account that delegates',
    {
      code: assemble(call('CALL', DELEGATING)),
      accounts: new Map([
        ...contract(
          DELEGATING,
          Buffer.concat([Uint8Array.of(0xef, 1, 0), Buffer.from(CALLEE.slice(2), 'hex')]),
        ),
        ...contract(CALLEE, callees[4]?.[1] as Uint8Array),
      ]),
    },
  ],
  [
    'CALL to an account that delegates to a precompile',
    {
      code: assemble(`${call('CALL', DELEGATING, { input: [0, 40] })} RETURNDATASIZE`),
      accounts: contract(
        DELEGATING,
        Buffer.concat([Uint8Array.of(0xef, 1, 0), Buffer.from(IDENTITY.slice(2), 'hex')]),
      ),
    },
  ],
  ...['CALL', 'CALLCODE', 'DELEGATECALL', 'STATICCALL'].flatMap((op) =>
    [0, 5].map((value): readonly [string, Program] => [
      `${op} with ${value} to a precompile`,
      {
        code: assemble(
          `PUSH2 0xabcd PUSH0 MSTORE ${call(op, IDENTITY, { value, input: [3, 40], output: [8, 30] })} RETURNDATASIZE PUSH1 2 PUSH1 70 RETURNDATACOPY`,
        ),
      },
    ]),
  ),
  ...['CREATE', 'CREATE2'].flatMap((op): (readonly [string, Program])[] => [
    [`${op} of nothing`, { code: assemble(create(op, new Uint8Array())), gas: 200_000n }],
    [`${op} of a byte`, { code: assemble(create(op, deploying('0x5b'), 2)), gas: 200_000n }],
    [
      `${op} of a byte that is reserved`,
      { code: assemble(`${create(op, deploying('0xef'))} GAS`), gas: 200_000n },
    ],
    [
      `${op} that reverts`,
      { code: assemble(`${create(op, reverting)} RETURNDATASIZE`), gas: 200_000n },
    ],
    [`${op} that destroys itself`, { code: assemble(create(op, destroying, 4)), gas: 200_000n }],
    [
      `${op} with more than it has`,
      { code: assemble(`${create(op, returning, 200)} GAS`), gas: 200_000n },
    ],
    // Bytes that EIP-3540 would give a meaning, and EIP-3541 refuses as code only.
    ...['ef', 'ef00', 'ef0001', 'ef01'].map((init): readonly [string, Program] => [
      `${op} of 0x${init}`,
      {
        code: assemble(
          `${create(op, Uint8Array.from(Buffer.from(init, 'hex')))} RETURNDATASIZE GAS`,
        ),
        gas: 200_000n,
      },
    ]),
    ...['0xee', '0xef'].map((first): readonly [string, Program] => [
      `${op} that reverts with bytes from ${first} on`,
      {
        code: assemble(
          `${create(op, assemble(`PUSH1 ${first} PUSH0 MSTORE8 PUSH1 4 PUSH0 REVERT`))} RETURNDATASIZE PUSH0 PUSH1 64 RETURNDATACOPY PUSH1 64 MLOAD GAS`,
        ),
        gas: 200_000n,
      },
    ]),
    [
      `${op} with all that it has`,
      { code: assemble(`${create(op, returning, 77)} GAS`), gas: 200_000n },
    ],
    [
      `${op} of more than gas pays for`,
      { code: assemble(create(op, assemble('PUSH2 5000 PUSH0 RETURN'))), gas: 200_000n },
    ],
    [
      `${op} twice`,
      { code: assemble(`${create(op, returning)} ${create(op, returning)}`), gas: 200_000n },
    ],
  ]),
  ['SELFDESTRUCT to nobody', { code: destroying }],
  [
    'SELFDESTRUCT of 1 wei to nobody',
    {
      code: destroying,
      accounts: new Map([[CONTRACT, { nonce: 1n, balance: 1n, code: destroying }]]),
    },
  ],
  ['SELFDESTRUCT to itself', { code: assemble('ADDRESS SELFDESTRUCT') }],
  ['SELFDESTRUCT to another', { code: assemble(`PUSH20 ${OTHER} SELFDESTRUCT`) }],
  [
    '1,024 frames',
    {
      code: assemble(`${call('CALL', CONTRACT, { gas: 16_000_000 })} PUSH1 9 SSTORE`),
      gas: 16_000_000n,
    },
  ],
]

function contract(at: Address, code: Uint8Array) {
  return new Map([[at, { nonce: 1n, balance: 9n, code }]])
}

describe('frames', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it.each(fixed)('%s', async (_, program) => {
    const machine = new TestMachine(program)
    const states = machine.states()
    expect(findDifference(states, await machine.trace(), machine.store)).toBeNull()
    await expectAgreed(
      verifier,
      states.length > 5_000 ? machine.record(states.at(-200)) : machine.record(),
    )
  })

  it('of generated calls and creations', async () => {
    const records: StepRecord[] = []
    await fc.assert(
      fc.asyncProperty(nested, nested, fc.bigInt(20_000n, 300_000n), async (code, callee, gas) => {
        const machine = new TestMachine({ code, gas, accounts: contract(CALLEE, callee) })
        const states = machine.states()
        expect(findDifference(states, await machine.trace(), machine.store)).toBeNull()
        if (records.length < 3_000) records.push(...machine.record())
      }),
      { seed: 20_260, numRuns: 80 },
    )
    await expectAgreed(verifier, records)
  })
})

async function expectAgreed(verifier: StepVerifier, records: readonly StepRecord[]): Promise<void> {
  const answers = await verifier.take(records)
  const refused = records.filter(({ postHash }, i) => answers[i]?.postHash !== postHash)
  expect(refused.map(({ module, state }) => `${module}, kind ${state.kind}`)).toEqual([])
}

const small = fc.bigInt({ min: 0n, max: 70n })
const party = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(CALLEE, CONTRACT, OTHER, NOBODY).map((to) => BigInt(to)),
  },
  { weight: 1, arbitrary: fc.constantFrom(1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n, 11n, 16n, 256n) },
)
const callBytes = fc
  .tuple(
    fc.constantFrom(0xf1, 0xf2, 0xf4, 0xfa),
    fc.bigInt(0n, 100_000n),
    party,
    fc.bigInt(0n, 3n),
    small,
    small,
    small,
    small,
  )
  .map(([op, gas, to, value, ...ranges]) => {
    const words = [gas, to, ...(op < 0xf4 ? [value] : []), ...ranges]
    return [...words.toReversed().flatMap(pushOf), op]
  })
const anyBytes = fc.uint8Array({ minLength: 1, maxLength: 30 })
const createBytes = fc
  .tuple(
    fc.constantFrom(0xf0, 0xf5),
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(returning, reverting, destroying, deploying('1')) },
      anyBytes,
      anyBytes.map((rest) => Uint8Array.from([0xef, 0, ...rest.subarray(2)])),
      fc
        .tuple(fc.constantFrom('0xee', '0xef'), fc.constantFrom('RETURN', 'REVERT'), fc.nat(40))
        .map(([first, how, size]) =>
          assemble(`PUSH1 ${first} PUSH0 MSTORE8 PUSH1 ${size} PUSH0 ${how}`),
        ),
    ),
    fc.bigInt(0n, 3n),
  )
  .map(([op, init, value]) => [
    ...assemble(create(op === 0xf0 ? 'CREATE' : 'CREATE2', init, Number(value))),
  ])
const otherBytes = fc.oneof(
  fc.tuple(small, small).map(([slot, value]) => [...pushOf(value), ...pushOf(slot), 0x55]),
  small.map((offset) => [0x3d, ...pushOf(offset), 0x52]),
  fc.constantFrom([0x3d, 0x5f, 0x5f, 0x3e], [0x5a, 0x50], [0x60, 9, 0x5f, 0xa0]),
  fc
    .tuple(fc.constantFrom(0xf3, 0xfd), small, small)
    .map(([op, a, b]) => [...pushOf(a), ...pushOf(b), op]),
  party.map((heir) => [...pushOf(heir), 0xff]),
)
const nested = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: callBytes },
      { weight: 1, arbitrary: createBytes },
      { weight: 3, arbitrary: otherBytes },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => Uint8Array.from(parts.flat()))
