import { CurrentRequest } from '../request/current-request.decorator.js';
import { AdministratorPipe } from './administrator.pipe.js';

/** The `Administrator` who sends the request, for handlers that `@RequireScope` guards: whom an audit log names. */
export const CurrentAdministrator = (): ParameterDecorator => CurrentRequest(AdministratorPipe);
