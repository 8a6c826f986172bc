import type { FrameEnd, FrameObserver, ObservedFrame, ObservedStep } from './FrameObserver.ts'

/** Shows to whomever it is set to, or to nobody, while the engine keeps the same observer. */
export class SwitchObserver implements FrameObserver {
  current: FrameObserver | null = null

  onEnter(frame: ObservedFrame): void {
    this.current?.onEnter?.(frame)
  }

  onStep(step: ObservedStep): void {
    this.current?.onStep?.(step)
  }

  onFault(error: string): void {
    this.current?.onFault?.(error)
  }

  onExit(end: FrameEnd): void {
    this.current?.onExit?.(end)
  }
}
