import type { StepModule } from '@mvm/protocol'
import { stepModules } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import type { OpcodeHandlers } from '../../src/step/OpcodeHandler.ts'
import { opcodeHandlers } from '../../src/step/opcodeHandlers.ts'
import { scenarios } from '../block/scenarios.ts'
import { compileModules } from '../evm/compileModules.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { precompileSteps } from '../precompile/precompileStep.ts'
import { cells } from './cells.ts'
import { findDifference } from './findDifference.ts'
import { TestMachine } from './TestMachine.ts'

/** A change of each module's source, by a line that it has. */
const plants: Readonly<Record<(typeof stepModules)[number], readonly [string, string]>> = {
  ArithmeticStep: ['if (opcode == 0x03) return a - b;', 'if (opcode == 0x03) return b - a;'],
  FlowStep: [
    'if (opcode == GAS) return op.result(op.m.frame.gas);',
    'if (opcode == GAS) return op.result(op.m.frame.gas + 2);',
  ],
  EnvironmentStep: [
    'if (op.number == 0x33) return frame.caller;',
    'if (op.number == 0x33) return op.m.transaction.to;',
  ],
  MemoryStep: [
    'uint256 private constant LOG_BYTE_GAS = 8;',
    'uint256 private constant LOG_BYTE_GAS = 9;',
  ],
  ChunkStep: ['world.logCount += 1;', 'world.logCount += 2;'],
  AccountStep: ['opened.isPresent ? uint256(opened.codeHash) : 0', 'uint256(opened.balance)'],
  CallStep: [
    'words[0] = op.number == DELEGATECALL ? frame.caller : frame.self;',
    'words[0] = op.number == DELEGATECALL ? frame.self : frame.self;',
  ],
  CallEnterStep: ['callee.depth = m.frame.depth + 1;', 'callee.depth = m.frame.depth + 2;'],
  PrecompileStep: [
    'uint256 private constant IDENTITY_GAS = 15;',
    'uint256 private constant IDENTITY_GAS = 16;',
  ],
  CreateStep: [
    'uint256 private constant INIT_WORD_GAS = 2;',
    'uint256 private constant INIT_WORD_GAS = 3;',
  ],
  ExitStep: [
    'uint256 private constant SELFDESTRUCT_GAS = 5000;',
    'uint256 private constant SELFDESTRUCT_GAS = 5001;',
  ],
  StorageStep: [
    'uint256 private constant STORE_RESET_GAS = 2900;',
    'uint256 private constant STORE_RESET_GAS = 5000;',
  ],
  TxNextStep: ['m.blockPart.payloadCursor = end;', 'm.blockPart.payloadCursor = end + 1;'],
  TxCheckStep: ['sender.nonce += 1;', 'sender.nonce += 2;'],
  TxListsStep: [
    'uint256 private constant EXISTING_AUTHORITY_REFUND = 12_500;',
    'uint256 private constant EXISTING_AUTHORITY_REFUND = 12_501;',
  ],
  TxEndStep: ['uint256 private constant L1_FEES = 1;', 'uint256 private constant L1_FEES = 2;'],
  BlockStep: [
    'uint256 private constant GAS_LIMIT = 30_000_000;',
    'uint256 private constant GAS_LIMIT = 30_000_001;',
  ],
}

const SUB = 0x03

describe('a planted error', { timeout: 300_000 }, () => {
  it('in an opcode of the TypeScript machine differs from the executor', async () => {
    const faulty: OpcodeHandlers = {
      ...opcodeHandlers,
      [SUB]: (step) => step.result(BigInt.asUintN(256, step.arg(1) - step.arg(0))),
    }
    const machine = new TestMachine({ code: Uint8Array.of(0x60, 2, 0x60, 9, SUB, 0) })
    const trace = await machine.trace()
    expect(findDifference(machine.states(), trace, machine.store)).toBeNull()
    expect(findDifference(machine.states(faulty), trace, machine.store)).toContain('stack')
  })

  it('in each module of L1 is reported', async () => {
    const ofFrames = cells()
      .filter(({ program }) => program.code.length < 1000)
      .flatMap(({ program }) => new TestMachine(program).record())
    const block = scenarios.find(({ name }) => name === 'a transfer of each type')
    const blocks = (await block?.run()) ?? []
    const records = [...ofFrames, ...precompileSteps(), ...blocks.flatMap(({ steps }) => steps)]
    const codes = compileModules((source, module) => {
      const [line, planted] = plants[module as keyof typeof plants]
      expect(source).toContain(line)
      return source.replace(line, planted)
    })
    const verifier = await StepVerifier.start(codes)
    try {
      const answers = await verifier.take(records)
      const refused = new Set<StepModule>()
      records.forEach(({ module, postHash }, i) => {
        if (answers[i]?.postHash !== postHash) refused.add(module)
      })
      expect([...refused].toSorted()).toEqual([...stepModules].toSorted())
      const agreed = records.filter(({ postHash }, i) => answers[i]?.postHash === postHash)
      expect(agreed.length).toBeGreaterThan(records.length / 2)
    } finally {
      await verifier.stop()
    }
  })
})
