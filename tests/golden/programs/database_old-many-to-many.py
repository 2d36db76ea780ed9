from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, ForeignKey, Integer, String, Table, create_engine
from sqlalchemy.orm import Session, declarative_base, relationship, sessionmaker

engine = create_engine("sqlite:///./school.db", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(autocommit=False, autoflush=False, bind=engine)
Base = declarative_base()

enrolments = Table(
    "enrolments",
    Base.metadata,
    Column("student_id", ForeignKey("students.id"), primary_key=True),
    Column("course_id", ForeignKey("courses.id"), primary_key=True),
)


class Student(Base):
    __tablename__ = "students"
    id = Column(Integer, primary_key=True)
    name = Column(String, nullable=False)
    courses = relationship("Course", secondary=enrolments, back_populates="students", order_by="Course.title")


class Course(Base):
    __tablename__ = "courses"
    id = Column(Integer, primary_key=True)
    title = Column(String, unique=True)
    students = relationship("Student", secondary=enrolments, back_populates="courses")


Base.metadata.create_all(engine)


class CourseOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    title: str


class StudentOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str
    courses: list[CourseOut]


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


app = FastAPI()


@app.post("/students", response_model=StudentOut, status_code=201)
def add_student(name: str, db: Session = Depends(get_db)):
    student = Student(name=name)
    db.add(student)
    db.commit()
    return student


@app.post("/courses", response_model=CourseOut, status_code=201)
def add_course(title: str, db: Session = Depends(get_db)):
    course = Course(title=title)
    db.add(course)
    db.commit()
    db.refresh(course)
    return course


def both(student_id: int, course_id: int, db: Session = Depends(get_db)):
    student, course = db.get(Student, student_id), db.get(Course, course_id)
    if not student or not course:
        raise HTTPException(404, "Unknown student or course")
    return student, course, db


@app.put("/students/{student_id}/courses/{course_id}", response_model=StudentOut)
def enrol(found=Depends(both)):
    student, course, db = found
    if course not in student.courses:
        student.courses.append(course)
    db.commit()
    return student


@app.delete("/students/{student_id}/courses/{course_id}", response_model=StudentOut)
def leave(found=Depends(both)):
    student, course, db = found
    student.courses.remove(course)
    db.commit()
    return student


@app.get("/courses/{title}/students")
def members(title: str, db: Session = Depends(get_db)):
    return [name for (name,) in db.query(Student.name).join(Student.courses).filter(Course.title == title).order_by(Student.name)]


@app.delete("/courses/{course_id}", status_code=204)
def cancel(course_id: int, db: Session = Depends(get_db)):
    db.delete(db.get(Course, course_id))
    db.commit()

# > POST /students?name=Ann
# > POST /students?name=Bob
# > POST /courses?title=Maths
# > POST /courses?title=Art
# > PUT /students/1/courses/1
# > PUT /students/1/courses/2
# > PUT /students/1/courses/2
# > PUT /students/2/courses/1
# > PUT /students/2/courses/7
# > GET /courses/Maths/students
# > DELETE /students/1/courses/1
# > DELETE /courses/1
# > GET /courses/Maths/students
