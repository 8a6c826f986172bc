import { contractArtifact, type StepModule, stepModules } from '@mvm/protocol'
import { Kind, moduleId, type OpcodeRule, opcodeRules } from '../src/index.ts'
import { ALWAYS_PERMITTED } from '../src/opcode/isPermitted.ts'
import { pendingNames, wordNames } from '../src/state/wordNames.ts'
import { moduleOfKind } from '../src/step/moduleOf.ts'
import { kindTexts } from './kindTexts.ts'
import { opcodeTexts } from './opcodeTexts.ts'
import type { StepCosts } from './StepCosts.ts'

/** The file in `packages/fraud-proof/src/step` that decides a module's opcodes. */
export const opcodeFiles: Readonly<Partial<Record<StepModule, string>>> = {
  ArithmeticStep: 'arithmeticOpcodes.ts',
  FlowStep: 'flowOpcodes.ts',
  EnvironmentStep: 'environmentOpcodes.ts',
  MemoryStep: 'memoryOpcodes.ts',
  AccountStep: 'accountOpcodes.ts',
  StorageStep: 'storageOpcodes.ts',
  CallStep: 'callOpcodes.ts',
  CreateStep: 'createOpcodes.ts',
  ExitStep: 'exitOpcodes.ts',
}

const kinds = Object.entries(Kind)

/** The tables of docs/machine.md by their names there, out of what the machine runs on. */
export function machineTables(costs: StepCosts): Readonly<Record<string, string>> {
  return {
    words: wordTable(),
    kinds: kindTable(),
    opcodes: opcodeTable(),
    modules: moduleTable(),
    costs: costTable(costs),
  }
}

function wordTable(): string {
  const numbered = (names: readonly string[]) => names.map((name, i) => `${i} ${name}`).join(', ')
  const parts = [
    ['W', 'world', wordNames.world],
    ['B', 'block', wordNames.block],
    ['T', 'transaction', wordNames.transaction],
    ['F', 'frame', wordNames.frame],
  ] as const
  const rows = parts.map(([letter, name, words]) => [
    letter,
    name,
    String(words.length),
    numbered(words),
  ])
  const operations = kinds
    .flatMap(([name, kind]) => {
      const names = pendingNames[kind]
      return names === undefined ? [] : [`${name}: ${names.join(', ')}`]
    })
    .join('; ')
  rows.push([
    'P',
    'pending operation',
    '13',
    `0 op, then twelve by kind, the rest 0. ${operations}`,
  ])
  return table(['part', 'of the', 'words', 'in this order'], rows)
}

function kindTable(): string {
  const rows = kinds.map(([name, kind]) => {
    const { file, reads, checks, writes } = kindTexts[kind]
    const module = kind === Kind.EXEC ? 'by opcode' : (moduleOfKind[kind] as string)
    return [String(kind), `\`${name}\``, reads, checks, writes, module, `\`${file}\``]
  })
  const head = [
    '',
    'kind',
    'elements after the opening',
    'checks',
    'writes',
    'Solidity',
    'TypeScript',
  ]
  return table(head, rows)
}

function opcodeTable(): string {
  const rows = opcodeRules.flatMap((rule) => (rule === undefined ? [] : [opcodeRow(rule)]))
  rows.push([
    'others',
    'undefined',
    '–',
    '–',
    'all',
    'not asked',
    'always',
    '–',
    'FRAME_EXIT (halted)',
    'FlowStep',
    '`execStep.ts`',
  ])
  const head = ['byte', 'opcode', 'opens', 'pushes', 'gas', 'charter', 'halts besides']
  return table([...head, 'tape after code and values', 'goes on', 'Solidity', 'TypeScript'], rows)
}

function opcodeRow(rule: OpcodeRule): string[] {
  const { opcode, name, pops, pushes, writes, module } = rule
  const { tape = '–', goesOn = 'EXEC', halts } = opcodeTexts[name] ?? {}
  const isForced = ALWAYS_PERMITTED.includes(opcode)
  const inStatic = writes
    ? 'in a static frame'
    : name === 'CALL'
      ? 'with value in a static frame'
      : ''
  const reasons = [inStatic, halts ?? ''].filter((reason) => reason !== '')
  return [
    hex(opcode),
    name,
    String(pops),
    String(pushes),
    gasOf(rule),
    isForced ? 'always' : `bit ${opcode}`,
    reasons.join('; ') || '–',
    tape,
    goesOn,
    module,
    `\`${opcodeFiles[module]}\``,
  ]
}

function gasOf({ name, gas }: OpcodeRule): string {
  if (name === 'INVALID') return 'all'
  const more = opcodeTexts[name]?.gas
  const always = gas.toLocaleString('en')
  if (more === undefined) return always
  return gas === 0n ? more : `${always} + ${more}`
}

function moduleTable(): string {
  const rows = stepModules.map((module) => {
    const opcodes = opcodeRules.flatMap((rule) => (rule?.module === module ? [rule.opcode] : []))
    const own = kinds.flatMap(([name, kind]) => (moduleOfKind[kind] === module ? [name] : []))
    const files = [
      ...(opcodes.length > 0 ? [opcodeFiles[module] as string] : []),
      ...kinds.flatMap(([, kind]) => (moduleOfKind[kind] === module ? [kindTexts[kind].file] : [])),
    ]
    const takes = [...(opcodes.length > 0 ? [ranges(opcodes)] : []), ...own]
    return [
      String(moduleId(module)),
      module,
      takes.join(', '),
      files.map((file) => `\`${file}\``).join(', '),
      sizeOf(module),
    ]
  })
  rows.push([
    '',
    'MVM_ExecutionManager',
    'hands a step to its module',
    '`moduleOf.ts`',
    sizeOf('MVM_ExecutionManager'),
  ])
  return table(['id', 'module', 'takes', 'TypeScript', 'bytes'], rows)
}

/** Of each module and kind the dearest step that was measured. */
function costTable(costs: StepCosts): string {
  const dearest = new Map<string, { name: string; gas: number; calldata: number }>()
  for (const [key, { gas, calldata }] of Object.entries(costs)) {
    const [, module, kind, name] = /^(?:worst |deep )?(\w+) kind (\d+)(?:: (.*))?$/.exec(key) ?? []
    const place = `${module} ${kinds.find(([, number]) => String(number) === kind)?.[0]}`
    const known = dearest.get(place)
    const largest = Math.max(calldata, known?.calldata ?? 0)
    if (known === undefined || known.gas < gas) {
      dearest.set(place, { name: name ?? 'an ordinary step', gas, calldata: largest })
    } else known.calldata = largest
  }
  const rows = [...dearest]
    .sort(([, a], [, b]) => b.gas - a.gas)
    .map(([place, { name, gas, calldata }]) => [
      place,
      gas.toLocaleString('en'),
      calldata.toLocaleString('en'),
      name,
    ])
  return table(['module and kind', 'gas', 'largest tape, bytes', 'dearest'], rows)
}

function sizeOf(name: StepModule | 'MVM_ExecutionManager'): string {
  return ((contractArtifact(name).deployedBytecode.length - 2) / 2).toLocaleString('en')
}

/** Bytes as ranges of those that follow each other. */
function ranges(opcodes: readonly number[]): string {
  const found: [number, number][] = []
  for (const opcode of opcodes) {
    const last = found.at(-1)
    if (last !== undefined && last[1] === opcode - 1) last[1] = opcode
    else found.push([opcode, opcode])
  }
  return found.map(([from, to]) => (from === to ? hex(from) : `${hex(from)}–${hex(to)}`)).join(', ')
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
