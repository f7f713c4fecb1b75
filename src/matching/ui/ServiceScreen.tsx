// A service of the directory together with who waits for it.
import { ServicePage } from '#directory/ui/ServicePage.tsx'
import { WhoWaits } from './WhoWaits.tsx'

export const ServiceScreen = () => <ServicePage also={(service_id) => <WhoWaits service_id={service_id} />} />
