import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import { invalidInput, validationProblem } from '../errors/validation-problem.js';
import { jsonFaults } from './json-faults.js';

/** Looks at the value before class-transformer follows it to any depth. */
@Injectable()
class RequestValidationPipe extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // What is no input, such as the request itself, has no depth to look into.
    const faults = metadata.type === 'custom' ? [] : jsonFaults(value);
    return faults.length > 0 ? Promise.reject(invalidInput(faults)) : super.transform(value, metadata);
  }
}

/**
 * The pipe of the suite's controllers: DTO classes are built and validated, unknown members are refused, and faults become a
 * 400 `VALIDATION_FAILED` with their paths.
 */
export const requestValidation = (): ValidationPipe =>
  new RequestValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    exceptionFactory: (faults) => validationProblem(faults),
  });
