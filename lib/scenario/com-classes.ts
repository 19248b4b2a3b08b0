/** A class that is registered on the local host. */
export interface ScenarioComClass {
  /** Its GUID. */
  readonly clsid: string;
  /** Its application; null is none. Default: the same GUID. */
  readonly appId?: string | null;
  /** As whom the application runs, such as 'Interactive User'. Default: as the user who starts it. */
  readonly runAs?: string;
  /** The service that the application is. */
  readonly service?: string;
  /** The view of the registry that it is in, 32 or 64. Default: 64. */
  readonly view?: number;
}
