import {
  type Address,
  addressOfPrivateKey,
  encodeTransaction,
  type Hex,
  keccak256,
  signAuthorization,
  signTransaction,
  toHex,
  type UnsignedTransaction,
} from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { opcodeHandlers } from '../../../packages/fraud-proof/src/step/opcodeHandlers.ts'
import { StepVerifier } from '../../../packages/fraud-proof/test/evm/StepVerifier.ts'
import { compileSolidity } from '../../../packages/protocol/test/solidity/compileSolidity.ts'
import type { StateTestCase } from '../StateTest.ts'
import { hasFixture, unpackFixture } from '../unpackFixture.ts'
import { OneStepRunner } from './OneStepRunner.ts'
import { runOneStep } from './runOneStep.ts'

const FIXTURE = 'state-tests-osaka.tar.xz'
const KEY = toHex(keccak256(Uint8Array.of(1)))
const SENDER = addressOfPrivateKey(KEY)
const AUTHORITY_KEY = toHex(keccak256(Uint8Array.of(2)))
const TARGET = `0x${'c0de'.padStart(40, '0')}` as Address
const ADD = 0x01
const SLOAD = 0x54
const JUMPDEST = 0x5b

/** PUSH1 2, PUSH1 3, ADD, PUSH1 1, SSTORE, PUSH1 1, SLOAD, PUSH0, MSTORE, JUMPDEST, STOP. */
const CODE: Hex = ('0x6002600301600155600154' + '5f52' + '5b' + '00') as Hex

type Fields = Partial<Omit<Extract<UnsignedTransaction, { type: 2 }>, 'type'>>

function signed(fields: Fields = {}): Hex {
  const transaction: UnsignedTransaction = {
    type: 2,
    chainId: 1,
    nonce: 0n,
    gasLimit: 1_000_000n,
    maxFeePerGas: 1_000n,
    maxPriorityFeePerGas: 1n,
    to: TARGET,
    value: 1n,
    data: new Uint8Array(),
    accessList: [],
    ...fields,
  }
  return toHex(encodeTransaction(signTransaction(transaction, KEY)))
}

function caseOf(txbytes: Hex, code = CODE): StateTestCase {
  const env = {
    currentCoinbase: '0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba',
    currentGasLimit: '0x1c9c380',
    currentNumber: '0x1',
    currentTimestamp: '0x3e8',
    currentBaseFee: '0x7',
  } as const
  const pre = {
    [SENDER]: { nonce: '0x00', balance: '0x3635c9adc5dea00000', code: '0x', storage: {} },
    [TARGET]: { nonce: '0x01', balance: '0x00', code, storage: {} },
  } as const
  const expected = { hash: '0x00', logs: '0x00', txbytes } as const
  return {
    name: 'a case',
    fork: 'Osaka',
    test: { env, pre, post: { Osaka: [expected] } },
    expected,
  }
}

describe('a state test, step by step', () => {
  it('passes when executor and machine agree, in the environment of the test', async () => {
    const runner = new OneStepRunner('none', null)
    expect(await runner.run(caseOf(signed()))).toEqual({ status: 'passed', notAdmitted: null })
    expect(runner.opcodes).toBe(11)
    const names = runner.classes.map(({ name }) => name)
    expect(names).toContain('EXEC 0x55 → EXEC')
    expect(names).toContain('FRAME_EXIT → TX_FINALIZE succeeded outwards')
  })

  it('passes with a transaction that sets code, whose refund counts from the first opcode on', async () => {
    const runner = new OneStepRunner('none', null)
    const authorization = signAuthorization(
      { chainId: 1n, address: TARGET, nonce: 0n },
      AUTHORITY_KEY,
    )
    const transaction: UnsignedTransaction = {
      type: 4,
      chainId: 1,
      nonce: 0n,
      gasLimit: 1_000_000n,
      maxFeePerGas: 1_000n,
      maxPriorityFeePerGas: 1n,
      to: addressOfPrivateKey(AUTHORITY_KEY),
      value: 0n,
      data: new Uint8Array(),
      accessList: [],
      authorizationList: [authorization],
    }
    const testCase = caseOf(toHex(encodeTransaction(signTransaction(transaction, KEY))))
    const authority = { nonce: '0x00', balance: '0x01', code: '0x', storage: {} } as const
    const pre = { ...testCase.test.pre, [addressOfPrivateKey(AUTHORITY_KEY)]: authority }
    const known = { ...testCase, test: { ...testCase.test, pre } }
    expect(await runner.run(known)).toEqual({ status: 'passed', notAdmitted: null })
    expect(runner.opcodes).toBe(11)
  })

  it('says why a rollup does not admit a transaction', async () => {
    const runner = new OneStepRunner('none', null)
    expect(await runner.run(caseOf(signed({ gasLimit: 2n ** 24n + 1n })))).toEqual({
      status: 'passed',
      notAdmitted: 'INVALID_ENCODING (Ethereum admits it)',
    })
    expect(await runner.run(caseOf(signed({ nonce: 1n })))).toMatchObject({
      notAdmitted: 'NONCE_AHEAD (Ethereum admits it)',
    })
  })

  it('skips what no rollup has', async () => {
    const runner = new OneStepRunner('none', null)
    for (const [txbytes, reason] of [
      ['0x03c0', 'with blobs (type 3)'],
      [signed({ data: new Uint8Array(60 * 1024) }), 'of more than 60 KiB'],
    ] as const) {
      expect(await runner.run(caseOf(txbytes))).toEqual({ status: 'skipped', reason })
    }
  })

  it.each([
    [
      'stack item',
      ADD,
      'opcode 3, 0x60 at 5: stack item 0 6, executor 5',
      (step: Step) => step.result(step.arg(0) + step.arg(1) + 1n),
    ],
    [
      'amount of gas',
      JUMPDEST,
      'opcode 10, 0x0 at 14: gas 956775, executor 956776',
      (step: Step) => {
        step.charge(1n)
        return step.next()
      },
    ],
    [
      'size of memory',
      JUMPDEST,
      'opcode 10, 0x0 at 14: memory words 2, executor 1',
      (step: Step) => {
        step.memoryWords += 1
        return step.next()
      },
    ],
    [
      'refund',
      JUMPDEST,
      'opcode 10, 0x0 at 14: refund 1, executor 0',
      (step: Step) => {
        step.world = { ...step.world, refund: 1n }
        return step.next()
      },
    ],
    [
      'pc',
      SLOAD,
      'opcode 7, 0x5f at 11: opcode 82, executor 95',
      (step: Step) => {
        step.pc += 1
        return step.result(5n)
      },
    ],
    ['end of its frame', JUMPDEST, 'the machine has ended', (step: Step) => step.halt()],
  ] as const)('fails when the machine has another %s', async (_, opcode, reason, faulty) => {
    const handlers = { ...opcodeHandlers, [opcode]: faulty }
    const verdict = await new OneStepRunner('none', null, () => {}, handlers).run(caseOf(signed()))
    expect(verdict).toMatchObject({ status: 'failed', reason: expect.stringContaining(reason) })
  })

  it('fails when one step of L1 differs', { timeout: 300_000 }, async () => {
    const right = 'if (opcode == 0x01) return a + b;'
    const path = 'contracts/src/l1/dispute/step/ArithmeticStep.sol'
    const faulty = compileSolidity(path, 'ArithmeticStep', (source, file) => {
      if (file !== path) return source
      expect(source).toContain(right)
      return source.replace(right, 'if (opcode == 0x01) return a + b + 1;')
    })
    const verifier = await StepVerifier.start({ ArithmeticStep: faulty })
    try {
      for (const part of ['all', 'classes', 'sample'] as const) {
        const runner = new OneStepRunner(part, verifier)
        expect(await runner.run(caseOf(signed(), '0x5b00'))).toMatchObject({ status: 'passed' })
        expect(runner.costs.gas.amount).toBeGreaterThan(21_000)
        expect(await runner.run(caseOf(signed()))).toMatchObject({
          status: 'failed',
          reason: expect.stringMatching(/^step \d+, EXEC 0x01 → EXEC: L1 answers 0x/),
        })
      }
    } finally {
      await verifier.stop()
    }
  })

  it('fails, and names the step, when one costs more than L1 allows', {
    timeout: 300_000,
  }, async () => {
    const right = 'if (opcode == 0x01) return a + b;'
    const path = 'contracts/src/l1/dispute/step/ArithmeticStep.sol'
    const wasteful = compileSolidity(path, 'ArithmeticStep', (source, file) => {
      if (file !== path) return source
      expect(source).toContain(right)
      const waste =
        'for (uint256 i = 0; i < 400_000; ++i) modulus ^= i; if (modulus == 7) return 0;'
      return source.replace(right, `if (opcode == 0x01) { ${waste} return a + b; }`)
    })
    const verifier = await StepVerifier.start({ ArithmeticStep: wasteful })
    try {
      const runner = new OneStepRunner('all', verifier)
      expect(await runner.run(caseOf(signed(), '0x5b00'))).toMatchObject({ status: 'passed' })
      expect(await runner.run(caseOf(signed()))).toMatchObject({
        status: 'failed',
        reason: expect.stringMatching(
          /^step \d+, EXEC 0x01 → EXEC: it takes \d{8} gas of L1, and has to take less than 12000000$/,
        ),
      })
    } finally {
      await verifier.stop()
    }
    const intact = await StepVerifier.start()
    try {
      const bounds = { gas: 12_000_000, calldata: 1_000 }
      const runner = new OneStepRunner('all', intact, () => {}, undefined, bounds)
      const reason = expect.stringMatching(/^step \d+, .*: its tape has \d+ bytes, and has to have/)
      expect(await runner.run(caseOf(signed()))).toMatchObject({ status: 'failed', reason })
    } finally {
      await intact.stop()
    }
  })
})

type Step = Parameters<(typeof opcodeHandlers)[number] & object>[0]

// Third-party data that is no part of the repository; what checks for it says loudly that it is absent.
describe.runIf(hasFixture(FIXTURE))("a sample of Ethereum's state tests", () => {
  it('takes the same steps here, in the executor and on L1', { timeout: 300_000 }, async () => {
    using fixture = unpackFixture(FIXTURE)
    const lines: string[] = []
    const selection = { folder: fixture.folder, every: 40, solidity: 'sample' } as const
    const totals = await runOneStep(selection, 2, (line) => lines.push(line))
    expect(lines.filter((line) => line.startsWith('FAILED'))).toEqual([])
    expect(totals.failed).toBe(0)
    expect(totals.passed).toBeGreaterThan(180)
    expect(totals.passed + totals.skipped).toBe(7_900)
    expect(lines.join('\n')).toMatch(/^\d{4,} steps taken by L1 \(sample\)$/m)
  })
})
