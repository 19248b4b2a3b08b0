/** What is known of the initiator. */
export interface InitiatorState {
  nodeName: string;
  readonly instances: readonly string[];
}
