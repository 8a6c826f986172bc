import { type EVM, EVMError, type Message } from '@ethereumjs/evm'
import { type Address, toHex } from '@mvm/protocol'
import type { FrameKind, FrameObserver, ObservedStep } from '../FrameObserver.ts'
import { failureWords } from './failureWords.ts'
import type { HexMemory } from './HexMemory.ts'

const KINDS: ReadonlyMap<number, FrameKind> = new Map([
  [0xf0, 'CREATE'],
  [0xf1, 'CALL'],
  [0xf2, 'CALLCODE'],
  [0xf4, 'DELEGATECALL'],
  [0xf5, 'CREATE2'],
  [0xfa, 'STATICCALL'],
])

/**
 * Tells an observer of the frames that an EVM begins and ends. Returns whom to show the steps: a frame's kind is
 * the opcode that was shown last.
 */
export function observeFrames(evm: EVM, hex: HexMemory, observer: FrameObserver): FrameObserver {
  let opcode = 0
  const selves: Address[] = []
  evm.events.on('beforeMessage', (message) => {
    const caller = hex.address(message.caller)
    const kind = message.depth === 0 ? outermostKind(message) : (KINDS.get(opcode) ?? 'CALL')
    if (message.depth === 0) selves.length = 0
    const from = selves.at(-1) ?? caller
    const { codeAddress, to } = addressesOf(message, hex)
    observer.onEnter?.({
      kind,
      depth: message.depth,
      from,
      to: codeAddress,
      value: message.value,
      gas: message.gasLimit,
      input: message.data,
    })
    // The address of a contract in creation is not known yet, but its own frames name it as their caller.
    selves.push(to ?? caller)
  })
  evm.events.on('newContract', ({ address }) => {
    selves[selves.length - 1] = hex.address(address)
  })
  evm.events.on('afterMessage', ({ execResult, createdAddress }) => {
    selves.pop()
    const { exceptionError, executionGasUsed, returnValue } = execResult
    const error =
      exceptionError === undefined ||
      exceptionError.error === EVMError.errorMessages.CODESTORE_OUT_OF_GAS
        ? null
        : failureWords(exceptionError.error, opcode)
    observer.onExit?.({
      gasUsed: executionGasUsed,
      output: returnValue,
      error,
      createdAddress:
        createdAddress === undefined ? null : (toHex(createdAddress.bytes) as Address),
    })
  })
  return {
    onStep: (step: ObservedStep) => {
      opcode = step.opcode
      observer.onStep?.(step)
    },
    onFault: (error) => observer.onFault?.(error),
  }
}

function outermostKind({ to }: Message): FrameKind {
  return to === undefined ? 'CREATE' : 'CALL'
}

function addressesOf(
  message: Message,
  hex: HexMemory,
): { readonly codeAddress: Address | null; readonly to: Address | null } {
  if (message.to === undefined) return { codeAddress: null, to: null }
  return { codeAddress: hex.address(message.codeAddress), to: hex.address(message.to) }
}
