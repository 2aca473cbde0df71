import { ValidationPipe } from '@nestjs/common';
import { validationProblem } from '../errors/validation-problem.js';

/**
 * The pipe of the suite's controllers: DTO classes are built and validated, unknown members are refused, and faults become a
 * 400 `VALIDATION_FAILED` with their paths.
 */
export const requestValidation = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    exceptionFactory: (faults) => validationProblem(faults),
  });
