/** What is to be recorded of an execution. */
export type TraceKind =
  /** Every opcode (geth's structLogger). */
  | {
      readonly kind: 'struct'
      readonly hasMemory: boolean
      readonly hasStack: boolean
      readonly hasStorage: boolean
      readonly hasReturnData: boolean
      /** Opcodes after which no more are recorded; 0 for all. */
      readonly limit: number
    }
  /** Every frame. */
  | {
      readonly kind: 'call'
      readonly isTopOnly: boolean
      readonly hasLogs: boolean
      /** Whether the outermost frame's gas is the transaction's, with what it cost before and got back after. */
      readonly isWhole: boolean
    }
  /** What was read of the state, or what it was before and after. */
  | {
      readonly kind: 'prestate'
      readonly isDiff: boolean
      readonly hasCode: boolean
      readonly hasStorage: boolean
    }
  /** How often which selector with how much calldata. */
  | { readonly kind: 'fourByte' }
  /** Nothing, to see what execution alone costs. */
  | { readonly kind: 'none' }
